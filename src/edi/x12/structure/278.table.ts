/**
 * Segments of guide 005010X217 in order, written by us from `reference/domain.md`, the engine's design (§9) and public
 * files; see the README for the notation. `files` at a row's end: public files hold it; a `?` marks the rest.
 */
export const STRUCTURE_278 = `
|ST|R|1|Transaction set header|01 R ID 3 3 278;02 R AN 4 9;03 S AN 1 35|files
|BHT|R|1|Beginning of the document|01 R ID 4 4 0007;02 R ID 2 2 01,08,11,13,18,36,CN;03 S AN 1 50;04 R DT 8 8;05 R TM 4 8;06 S ID 2 2|files
2000A|HL|R|1|Reviewing organization level|01 R AN 1 12;03 R ID 1 2 20;04 S ID 1 1 0,1|files
2000A|AAA|S?|9|Request not answered|01 R ID 1 1 N,Y;03 S ID 2 2 04,15,33,35,41,42,43,44,45,46,47,48,49,50,51,52,53,54,55,56,57,58,60,61,62,64,65,66,67,68,69,70,71,72,73,74,75,76,77,78,79,80,82,83,84,85,86,87,88,89,90,91,92,95,96,97,98,99,AA,AE,AF,AG,AO,CI,E8,IA,MA,NF,T4,T5;04 S ID 1 1 C,N,P,R,S,W,X,Y
2010A|NM1|R|1|Reviewing organization name|01 R ID 2 3 X3;02 R ID 1 1 1,2;03 S AN 1 60;04 S AN 1 35;05 S AN 1 25;06 S AN 1 10;07 S AN 1 10;08 S ID 1 2;09 S AN 2 80;*|files
2010A|PER|S|1|Reviewing organization contact|01 R ID 2 2 IC;02 S AN 1 60;03 S ID 2 2 ED,EM,EX,FX,HP,TE,UR,WP;04 S AN 1 256;05 S ID 2 2 ED,EM,EX,FX,HP,TE,UR,WP;06 S AN 1 256;07 S ID 2 2 ED,EM,EX,FX,HP,TE,UR,WP;08 S AN 1 256;*|files
2010A|AAA|S?|9|Reviewing organization cannot answer|01 R ID 1 1 N,Y;03 S ID 2 2 04,15,33,35,41,42,43,44,45,46,47,48,49,50,51,52,53,54,55,56,57,58,60,61,62,64,65,66,67,68,69,70,71,72,73,74,75,76,77,78,79,80,82,83,84,85,86,87,88,89,90,91,92,95,96,97,98,99,AA,AE,AF,AG,AO,CI,E8,IA,MA,NF,T4,T5;04 S ID 1 1 C,N,P,R,S,W,X,Y
2000B|HL|R|1|Requester level|01 R AN 1 12;02 R AN 1 12;03 R ID 1 2 21;04 S ID 1 1 0,1|files
2010B|NM1|R|1|Requester name|01 R ID 2 3 1P,FA;02 R ID 1 1 1,2;03 S AN 1 60;04 S AN 1 35;05 S AN 1 25;06 S AN 1 10;07 S AN 1 10;08 S ID 1 2;09 S AN 2 80;*|files
2010B|REF|S?|9|Requester numbers|*
2010B|N3|S|1|Requester street|01 R AN 1 55;02 S AN 1 55|files
2010B|N4|S|1|Requester city, state, ZIP|01 S AN 2 30;02 S ID 2 2;03 S ID 3 15;04 S ID 2 3;07 S ID 1 3;*|files
2010B|PER|S|3|Requester contact|01 R ID 2 2 IC;02 S AN 1 60;03 S ID 2 2 ED,EM,EX,FX,HP,TE,UR,WP;04 S AN 1 256;05 S ID 2 2 ED,EM,EX,FX,HP,TE,UR,WP;06 S AN 1 256;07 S ID 2 2 ED,EM,EX,FX,HP,TE,UR,WP;08 S AN 1 256;*|files
2010B|AAA|S?|9|Requester not accepted|01 R ID 1 1 N,Y;03 S ID 2 2 04,15,33,35,41,42,43,44,45,46,47,48,49,50,51,52,53,54,55,56,57,58,60,61,62,64,65,66,67,68,69,70,71,72,73,74,75,76,77,78,79,80,82,83,84,85,86,87,88,89,90,91,92,95,96,97,98,99,AA,AE,AF,AG,AO,CI,E8,IA,MA,NF,T4,T5;04 S ID 1 1 C,N,P,R,S,W,X,Y
2010B|PRV|S?|1|Requester specialty|*
2000C|HL|R|1|Subscriber level|01 R AN 1 12;02 R AN 1 12;03 R ID 1 2 22;04 S ID 1 1 0,1|files
2010C|NM1|R|1|Subscriber name|01 R ID 2 3 IL;02 R ID 1 1 1,2;03 S AN 1 60;04 S AN 1 35;05 S AN 1 25;06 S AN 1 10;07 S AN 1 10;08 S ID 1 2;09 S AN 2 80;*|files
2010C|REF|S|9|Subscriber numbers|*|files
2010C|N3|S?|1|Subscriber street|01 R AN 1 55;02 S AN 1 55
2010C|N4|S?|1|Subscriber city, state, ZIP|01 S AN 2 30;02 S ID 2 2;03 S ID 3 15;04 S ID 2 3;07 S ID 1 3;*
2010C|PER|S?|3|Subscriber contact|01 R ID 2 2 IC;02 S AN 1 60;03 S ID 2 2 ED,EM,EX,FX,HP,TE,UR,WP;04 S AN 1 256;05 S ID 2 2 ED,EM,EX,FX,HP,TE,UR,WP;06 S AN 1 256;07 S ID 2 2 ED,EM,EX,FX,HP,TE,UR,WP;08 S AN 1 256;*
2010C|AAA|S?|9|Subscriber not accepted|01 R ID 1 1 N,Y;03 S ID 2 2 04,15,33,35,41,42,43,44,45,46,47,48,49,50,51,52,53,54,55,56,57,58,60,61,62,64,65,66,67,68,69,70,71,72,73,74,75,76,77,78,79,80,82,83,84,85,86,87,88,89,90,91,92,95,96,97,98,99,AA,AE,AF,AG,AO,CI,E8,IA,MA,NF,T4,T5;04 S ID 1 1 C,N,P,R,S,W,X,Y
2010C|PRV|S?|1|Subscriber specialty|*
2010C|DMG|S|1|Subscriber birth date and sex|01 S ID 2 3 D8;02 S AN 1 35;03 S ID 1 1 F,M,U;*|files
2010C|INS|S?|1|Subscriber relation|01 R ID 1 1 N,Y;02 R ID 2 2;03 S ID 3 3;04 S ID 2 3;*
2000D|HL|R|1|Dependent level|01 R AN 1 12;02 R AN 1 12;03 R ID 1 2 23;04 S ID 1 1 0,1|files
2010D|NM1|R?|1|Dependent name|01 R ID 2 3 QC;02 R ID 1 1 1,2;03 S AN 1 60;04 S AN 1 35;05 S AN 1 25;06 S AN 1 10;07 S AN 1 10;08 S ID 1 2;09 S AN 2 80;*
2010D|REF|S?|9|Dependent numbers|*
2010D|N3|S?|1|Dependent street|01 R AN 1 55;02 S AN 1 55
2010D|N4|S?|1|Dependent city, state, ZIP|01 S AN 2 30;02 S ID 2 2;03 S ID 3 15;04 S ID 2 3;07 S ID 1 3;*
2010D|PER|S?|3|Dependent contact|01 R ID 2 2 IC;02 S AN 1 60;03 S ID 2 2 ED,EM,EX,FX,HP,TE,UR,WP;04 S AN 1 256;05 S ID 2 2 ED,EM,EX,FX,HP,TE,UR,WP;06 S AN 1 256;07 S ID 2 2 ED,EM,EX,FX,HP,TE,UR,WP;08 S AN 1 256;*
2010D|AAA|S?|9|Dependent not accepted|01 R ID 1 1 N,Y;03 S ID 2 2 04,15,33,35,41,42,43,44,45,46,47,48,49,50,51,52,53,54,55,56,57,58,60,61,62,64,65,66,67,68,69,70,71,72,73,74,75,76,77,78,79,80,82,83,84,85,86,87,88,89,90,91,92,95,96,97,98,99,AA,AE,AF,AG,AO,CI,E8,IA,MA,NF,T4,T5;04 S ID 1 1 C,N,P,R,S,W,X,Y
2010D|PRV|S?|1|Dependent specialty|*
2010D|DMG|S?|1|Dependent birth date and sex|01 S ID 2 3 D8;02 S AN 1 35;03 S ID 1 1 F,M,U;*
2010D|INS|S?|1|Dependent relation|01 R ID 1 1 N,Y;02 R ID 2 2;03 S ID 3 3;04 S ID 2 3;*
2000E|HL|R|1|Event level|01 R AN 1 12;02 R AN 1 12;03 R ID 1 2 EV;04 S ID 1 1 0,1|files
2000E|TRN|S|3|Trace of the Event|01 R ID 1 2 1,2;02 R AN 1 50;03 S AN 10 10;04 S AN 1 50|files
2000E|AAA|S?|9|Event not answered|01 R ID 1 1 N,Y;03 S ID 2 2 04,15,33,35,41,42,43,44,45,46,47,48,49,50,51,52,53,54,55,56,57,58,60,61,62,64,65,66,67,68,69,70,71,72,73,74,75,76,77,78,79,80,82,83,84,85,86,87,88,89,90,91,92,95,96,97,98,99,AA,AE,AF,AG,AO,CI,E8,IA,MA,NF,T4,T5;04 S ID 1 1 C,N,P,R,S,W,X,Y
2000E|UM|S|1|What is asked to be reviewed|01 R ID 1 2 AR,HS,IN,SC;02 S ID 1 1 1,2,3,4,I,N,R,S;03 S ID 1 2 @service-type;*|files
2000E|HCR|S|1|Decision|01 R ID 1 2 A1,A2,A3,A4,A6,C,CT,NA;02 S AN 1 50;*|files
2000E|REF|S|9|Authorization numbers|*|files
2000E|DTP|S|9|Dates|01 R ID 3 3 007,036,096,102,431,435,439,472,484,AAH,ABC;02 R ID 2 3 D8,RD8,DT;03 R AN 1 35|files
2000E|HI|S|1|Diagnoses or codes|*|files
2000E|SV1|S?|1|Professional service|*
2000E|SV2|S?|1|Institutional service|*
2000E|SV3|S?|1|Dental service|*
2000E|TOO|S?|32|Teeth|*
2000E|HSD|S|1|How often|*|files
2000E|CRC|S|9|Conditions|*|files
2000E|CL1|S|1|Admission|*|files
2000E|CR1|S|1|Ambulance|*|files
2000E|CR2|S?|1|Spinal manipulation|*
2000E|CR5|S?|1|Oxygen|*
2000E|CR6|S|1|Home health|*|files
2000E|PWK|S|10|Attachments|*|files
2000E|MSG|S?|1|Message|01 R AN 1 264
2010E|NM1|R|1|Provider or place of the event name|01 R ID 2 3 1T,45,71,72,73,77,AAJ,DD,DK,DN,DQ,FA,FS,G3,ND,P3,PW,QB,QV,R3,SJ;02 R ID 1 1 1,2;03 S AN 1 60;04 S AN 1 35;05 S AN 1 25;06 S AN 1 10;07 S AN 1 10;08 S ID 1 2;09 S AN 2 80;*|files
2010E|REF|S?|9|Provider or place of the event numbers|*
2010E|N3|S|1|Provider or place of the event street|01 R AN 1 55;02 S AN 1 55|files
2010E|N4|S|1|Provider or place of the event city, state, ZIP|01 S AN 2 30;02 S ID 2 2;03 S ID 3 15;04 S ID 2 3;07 S ID 1 3;*|files
2010E|PER|S|3|Provider or place of the event contact|01 R ID 2 2 IC;02 S AN 1 60;03 S ID 2 2 ED,EM,EX,FX,HP,TE,UR,WP;04 S AN 1 256;05 S ID 2 2 ED,EM,EX,FX,HP,TE,UR,WP;06 S AN 1 256;07 S ID 2 2 ED,EM,EX,FX,HP,TE,UR,WP;08 S AN 1 256;*|files
2010E|AAA|S?|9|Provider or place of the event not accepted|01 R ID 1 1 N,Y;03 S ID 2 2 04,15,33,35,41,42,43,44,45,46,47,48,49,50,51,52,53,54,55,56,57,58,60,61,62,64,65,66,67,68,69,70,71,72,73,74,75,76,77,78,79,80,82,83,84,85,86,87,88,89,90,91,92,95,96,97,98,99,AA,AE,AF,AG,AO,CI,E8,IA,MA,NF,T4,T5;04 S ID 1 1 C,N,P,R,S,W,X,Y
2010E|PRV|S?|1|Provider or place of the event specialty|*
2000F|HL|R|1|Service level|01 R AN 1 12;02 R AN 1 12;03 R ID 1 2 SS;04 S ID 1 1 0,1|files
2000F|TRN|S?|3|Trace of the Service|01 R ID 1 2 1,2;02 R AN 1 50;03 S AN 10 10;04 S AN 1 50
2000F|AAA|S?|9|Service not answered|01 R ID 1 1 N,Y;03 S ID 2 2 04,15,33,35,41,42,43,44,45,46,47,48,49,50,51,52,53,54,55,56,57,58,60,61,62,64,65,66,67,68,69,70,71,72,73,74,75,76,77,78,79,80,82,83,84,85,86,87,88,89,90,91,92,95,96,97,98,99,AA,AE,AF,AG,AO,CI,E8,IA,MA,NF,T4,T5;04 S ID 1 1 C,N,P,R,S,W,X,Y
2000F|UM|S|1|What is asked to be reviewed|01 R ID 1 2 AR,HS,IN,SC;02 S ID 1 1 1,2,3,4,I,N,R,S;03 S ID 1 2 @service-type;*|files
2000F|HCR|S|1|Decision|01 R ID 1 2 A1,A2,A3,A4,A6,C,CT,NA;02 S AN 1 50;*|files
2000F|REF|S?|9|Authorization numbers|*
2000F|DTP|S|9|Dates|01 R ID 3 3 007,036,096,102,431,435,439,472,484,AAH,ABC;02 R ID 2 3 D8,RD8,DT;03 R AN 1 35|files
2000F|HI|S?|1|Diagnoses or codes|*
2000F|SV1|S|1|Professional service|*|files
2000F|SV2|S|1|Institutional service|*|files
2000F|SV3|S?|1|Dental service|*
2000F|TOO|S?|32|Teeth|*
2000F|HSD|S|1|How often|*|files
2000F|CRC|S?|9|Conditions|*
2000F|CL1|S?|1|Admission|*
2000F|CR1|S?|1|Ambulance|*
2000F|CR2|S?|1|Spinal manipulation|*
2000F|CR5|S?|1|Oxygen|*
2000F|CR6|S?|1|Home health|*
2000F|PWK|S?|10|Attachments|*
2000F|MSG|S?|1|Message|01 R AN 1 264
2010F|NM1|R|1|Provider of the service name|01 R ID 2 3 1T,72,73,77,DD,DK,DQ,FA,G3,P3,QB,QV,SJ;02 R ID 1 1 1,2;03 S AN 1 60;04 S AN 1 35;05 S AN 1 25;06 S AN 1 10;07 S AN 1 10;08 S ID 1 2;09 S AN 2 80;*|files
2010F|REF|S?|9|Provider of the service numbers|*
2010F|N3|S?|1|Provider of the service street|01 R AN 1 55;02 S AN 1 55
2010F|N4|S?|1|Provider of the service city, state, ZIP|01 S AN 2 30;02 S ID 2 2;03 S ID 3 15;04 S ID 2 3;07 S ID 1 3;*
2010F|PER|S?|3|Provider of the service contact|01 R ID 2 2 IC;02 S AN 1 60;03 S ID 2 2 ED,EM,EX,FX,HP,TE,UR,WP;04 S AN 1 256;05 S ID 2 2 ED,EM,EX,FX,HP,TE,UR,WP;06 S AN 1 256;07 S ID 2 2 ED,EM,EX,FX,HP,TE,UR,WP;08 S AN 1 256;*
2010F|AAA|S?|9|Provider of the service not accepted|01 R ID 1 1 N,Y;03 S ID 2 2 04,15,33,35,41,42,43,44,45,46,47,48,49,50,51,52,53,54,55,56,57,58,60,61,62,64,65,66,67,68,69,70,71,72,73,74,75,76,77,78,79,80,82,83,84,85,86,87,88,89,90,91,92,95,96,97,98,99,AA,AE,AF,AG,AO,CI,E8,IA,MA,NF,T4,T5;04 S ID 1 1 C,N,P,R,S,W,X,Y
2010F|PRV|S|1|Provider of the service specialty|*|files
|SE|R|1|Transaction set trailer|01 R N0 1 10;02 R AN 4 9|files
`;

/** Loops of the guide in order: `loop|loops it stands in|most repetitions`, 0 = no limit. */
export const LOOPS_278 = `
2000A||0
2010A|2000A|1
2000B|2000A|0
2010B|2000B|1
2000C|2000B|0
2010C|2000C|1
2000D|2000C|0
2010D|2000D|1
2000E|2000C,2000D|0
2010E|2000E|0
2000F|2000E|0
2010F|2000F|0
`;
