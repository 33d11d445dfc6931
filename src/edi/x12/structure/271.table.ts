/**
 * Segments of guide 005010X279A1 in order, written by us from `reference/domain.md`, the engine's design (§9) and public
 * files; see the README for the notation. `files` at a row's end: public files hold it; a `?` marks the rest.
 */
export const STRUCTURE_271 = `
|ST|R|1|Transaction set header|01 R ID 3 3 271;02 R AN 4 9;03 S AN 1 35|files
|BHT|R|1|Beginning of the document|01 R ID 4 4 0022;02 R ID 2 2 06,11;03 S AN 1 50;04 R DT 8 8;05 R TM 4 8;06 S ID 2 2|files
2000A|HL|R|1|Information source level|01 R AN 1 12;03 R ID 1 2 20;04 S ID 1 1 0,1|files
2000A|AAA|S?|9|Request not answered|01 R ID 1 1 N,Y;03 S ID 2 2 04,41,42,79;04 S ID 1 1 C,N,P,R,S,W,X,Y
2100A|NM1|R|1|Payer answering|01 R ID 2 3 2B,36,GP,P5,PR;02 R ID 1 1 1,2;03 S AN 1 60;04 S AN 1 35;05 S AN 1 25;06 S AN 1 10;07 S AN 1 10;08 S ID 1 2;09 S AN 2 80;*|files
2100A|REF|S?|9|Payer numbers|01 R ID 2 3 18,55;02 R AN 1 50;*
2100A|PER|S?|3|Payer contact|01 R ID 2 2 IC;02 S AN 1 60;03 S ID 2 2 ED,EM,EX,FX,HP,TE,UR,WP;04 S AN 1 256;05 S ID 2 2 ED,EM,EX,FX,HP,TE,UR,WP;06 S AN 1 256;07 S ID 2 2 ED,EM,EX,FX,HP,TE,UR,WP;08 S AN 1 256;*
2100A|AAA|S?|9|Payer cannot answer|01 R ID 1 1 N,Y;03 S ID 2 2 04,41,42,79,80,T4;04 S ID 1 1 C,N,P,R,S,W,X,Y
2000B|HL|R|1|Information receiver level|01 R AN 1 12;02 R AN 1 12;03 R ID 1 2 21;04 S ID 1 1 0,1|files
2100B|NM1|R|1|Who asked|01 R ID 2 3 1P,2B,36,80,FA,GP,P5,PR;02 R ID 1 1 1,2;03 S AN 1 60;04 S AN 1 35;05 S AN 1 25;06 S AN 1 10;07 S AN 1 10;08 S ID 1 2;09 S AN 2 80;*|files
2100B|REF|S?|9|Numbers of who asked|01 R ID 2 3 0B,1C,1D,1J,4A,CT,EL,EO,HPI,JD,N5,N7,Q4,SY,TJ;02 R AN 1 50;*
2100B|N3|S?|1|Street of who asked|01 R AN 1 55;02 S AN 1 55
2100B|N4|S?|1|City, state, ZIP of who asked|01 S AN 2 30;02 S ID 2 2;03 S ID 3 15;04 S ID 2 3;07 S ID 1 3;*
2100B|AAA|S|9|Who asked is not known|01 R ID 1 1 N,Y;03 S ID 2 2 15,41,43,44,45,46,47,48,50,51,79,97,T4;04 S ID 1 1 C,N,P,R,S,W,X,Y|files
2100B|PRV|S?|1|Specialty of who asked|*
2000C|HL|R|1|Subscriber level|01 R AN 1 12;02 R AN 1 12;03 R ID 1 2 22;04 S ID 1 1 0,1|files
2000C|TRN|S|3|Trace of the question|01 R ID 1 2 1,2;02 R AN 1 50;03 S AN 10 10;04 S AN 1 50|files
2100C|NM1|R|1|Subscriber name|01 R ID 2 3 IL;02 R ID 1 1 1,2;03 S AN 1 60;04 S AN 1 35;05 S AN 1 25;06 S AN 1 10;07 S AN 1 10;08 S ID 1 2;09 S AN 2 80;*|files
2100C|REF|S?|9|Subscriber other numbers|01 R ID 2 3 18,1L,1W,3H,49,6P,CT,EA,EJ,F6,GH,HJ,IF,IG,ML,MRC,N6,NQ,Q4,SY,Y4;02 R AN 1 50;*
2100C|N3|S|1|Subscriber street|01 R AN 1 55;02 S AN 1 55|files
2100C|N4|S|1|Subscriber city, state, ZIP|01 S AN 2 30;02 S ID 2 2;03 S ID 3 15;04 S ID 2 3;07 S ID 1 3;*|files
2100C|AAA|S?|9|Subscriber not answered|01 R ID 1 1 N,Y;03 S ID 2 2 15,35,42,43,45,47,48,49,51,52,56,57,58,60,61,62,63,64,65,66,67,68,71,72,73,74,75,76,77,78;04 S ID 1 1 C,N,P,R,S,W,X,Y
2100C|PRV|S?|1|Provider of the subscriber|*
2100C|DMG|S|1|Subscriber birth date and sex|01 S ID 2 3 D8;02 S AN 1 35;03 S ID 1 1 F,M,U;*|files
2100C|INS|S?|1|Subscriber relation|01 R ID 1 1 N,Y;02 R ID 2 2;03 S ID 3 3;04 S ID 2 3;*
2100C|HI|S?|1|Subscriber diagnoses|*
2100C|DTP|S|9|Subscriber dates|01 R ID 3 3 096,102,152,291,307,318,340,341,342,343,346,347,356,357,382,435,442,458,472,539,540,636,771;02 R ID 2 3 D8,RD8;03 R AN 1 35|files
2100C|MPI|S?|1|Subscriber military information|*
2110C|EB|S|1|Benefit|01 R ID 1 3 1,2,3,4,5,6,7,8,A,B,C,CB,D,E,F,G,H,I,J,K,L,M,MC,N,O,P,Q,R,S,T,U,V,W,X,Y;02 S ID 3 3 CHD,DEP,ECH,EMP,ESP,FAM,IND,SPC,SPO;03 S ID 1 2x99 @service-type;04 S ID 1 3;05 S AN 1 50;06 S ID 1 2;07 S R 1 18;08 S R 1 10;09 S ID 2 2;10 S R 1 15;11 S ID 1 1 N,U,Y;12 S ID 1 1 N,U,W,Y;*|files
2110C|HSD|S?|9|Delivery of the benefit|*
2110C|REF|S|9|Plan, group and authorization numbers|01 R ID 2 3 18,1L,1W,49,6P,9F,ALS,CLI,F6,FO,G1,GH,HJ,IF,IG,M7,N6,NQ;02 R AN 1 50;*|files
2110C|DTP|S|20|Benefit dates|01 R ID 3 3 096,193,194,198,290,291,292,295,304,307,318,346,347,348,349,356,357,435,472,636,771;02 R ID 2 3 D8,RD8;03 R AN 1 35|files
2110C|AAA|S?|9|Benefit not answered|01 R ID 1 1 N,Y;03 S ID 2 2 15,33,52,53,54,55,56,57,60,61,62,63,69,70;04 S ID 1 1 C,N,P,R,S,W,X,Y
2110C|MSG|S?|10|Message of the payer|01 R AN 1 264
2115C|III|R?|1|Place of service or diagnosis|*
2110C|LS|S|1|Other parties begin|01 R AN 1 6|files
2120C|NM1|R|1|Other payer, provider or plan|01 R ID 2 3 13,1I,1P,2B,36,73,FA,GP,GW,I3,IL,LR,OC,P3,P4,P5,PR,PRP,SEP,TTP,VN,VY,X3,Y2;02 R ID 1 1 1,2;03 S AN 1 60;04 S AN 1 35;05 S AN 1 25;06 S AN 1 10;07 S AN 1 10;08 S ID 1 2;09 S AN 2 80;*|files
2120C|N3|S|1|Street of the other party|01 R AN 1 55;02 S AN 1 55|files
2120C|N4|S|1|City, state, ZIP of the other party|01 S AN 2 30;02 S ID 2 2;03 S ID 3 15;04 S ID 2 3;07 S ID 1 3;*|files
2120C|PER|S|3|Contact of the other party|01 R ID 2 2 IC;02 S AN 1 60;03 S ID 2 2 ED,EM,EX,FX,HP,TE,UR,WP;04 S AN 1 256;05 S ID 2 2 ED,EM,EX,FX,HP,TE,UR,WP;06 S AN 1 256;07 S ID 2 2 ED,EM,EX,FX,HP,TE,UR,WP;08 S AN 1 256;*|files
2120C|PRV|S?|1|Specialty of the other party|*
2110C|LE|S|1|Other parties end|01 R AN 1 6|files
2000D|HL|R|1|Dependent level|01 R AN 1 12;02 R AN 1 12;03 R ID 1 2 23;04 S ID 1 1 0|files
2000D|TRN|S|3|Trace of the question|01 R ID 1 2 1,2;02 R AN 1 50;03 S AN 10 10;04 S AN 1 50|files
2100D|NM1|R|1|Dependent name|01 R ID 2 3 03;02 R ID 1 1 1,2;03 S AN 1 60;04 S AN 1 35;05 S AN 1 25;06 S AN 1 10;07 S AN 1 10;08 S ID 1 2;09 S AN 2 80;*|files
2100D|REF|S?|9|Dependent other numbers|01 R ID 2 3 18,1L,1W,3H,49,6P,CT,EA,EJ,F6,GH,HJ,IF,IG,ML,MRC,N6,NQ,Q4,SY,Y4;02 R AN 1 50;*
2100D|N3|S|1|Dependent street|01 R AN 1 55;02 S AN 1 55|files
2100D|N4|S|1|Dependent city, state, ZIP|01 S AN 2 30;02 S ID 2 2;03 S ID 3 15;04 S ID 2 3;07 S ID 1 3;*|files
2100D|AAA|S?|9|Dependent not answered|01 R ID 1 1 N,Y;03 S ID 2 2 15,35,42,43,45,47,48,49,51,52,56,57,58,60,61,62,63,64,65,66,67,68,71,72,73,74,75,76,77,78;04 S ID 1 1 C,N,P,R,S,W,X,Y
2100D|PRV|S?|1|Provider of the dependent|*
2100D|DMG|S|1|Dependent birth date and sex|01 S ID 2 3 D8;02 S AN 1 35;03 S ID 1 1 F,M,U;*|files
2100D|INS|S|1|Dependent relation|01 R ID 1 1 N,Y;02 R ID 2 2;03 S ID 3 3;04 S ID 2 3;*|files
2100D|HI|S?|1|Dependent diagnoses|*
2100D|DTP|S|9|Dependent dates|01 R ID 3 3 096,102,152,291,307,318,340,341,342,343,346,347,356,357,382,435,442,458,472,539,540,636,771;02 R ID 2 3 D8,RD8;03 R AN 1 35|files
2100D|MPI|S?|1|Dependent military information|*
2110D|EB|S|1|Benefit|01 R ID 1 3 1,2,3,4,5,6,7,8,A,B,C,CB,D,E,F,G,H,I,J,K,L,M,MC,N,O,P,Q,R,S,T,U,V,W,X,Y;02 S ID 3 3 CHD,DEP,ECH,EMP,ESP,FAM,IND,SPC,SPO;03 S ID 1 2x99 @service-type;04 S ID 1 3;05 S AN 1 50;06 S ID 1 2;07 S R 1 18;08 S R 1 10;09 S ID 2 2;10 S R 1 15;11 S ID 1 1 N,U,Y;12 S ID 1 1 N,U,W,Y;*|files
2110D|HSD|S?|9|Delivery of the benefit|*
2110D|REF|S?|9|Plan, group and authorization numbers|01 R ID 2 3 18,1L,1W,49,6P,9F,ALS,CLI,F6,FO,G1,GH,HJ,IF,IG,M7,N6,NQ;02 R AN 1 50;*
2110D|DTP|S|20|Benefit dates|01 R ID 3 3 096,193,194,198,290,291,292,295,304,307,318,346,347,348,349,356,357,435,472,636,771;02 R ID 2 3 D8,RD8;03 R AN 1 35|files
2110D|AAA|S?|9|Benefit not answered|01 R ID 1 1 N,Y;03 S ID 2 2 15,33,52,53,54,55,56,57,60,61,62,63,69,70;04 S ID 1 1 C,N,P,R,S,W,X,Y
2110D|MSG|S?|10|Message of the payer|01 R AN 1 264
2115D|III|R?|1|Place of service or diagnosis|*
2110D|LS|S|1|Other parties begin|01 R AN 1 6|files
2120D|NM1|R|1|Other payer, provider or plan|01 R ID 2 3 13,1I,1P,2B,36,73,FA,GP,GW,I3,IL,LR,OC,P3,P4,P5,PR,PRP,SEP,TTP,VN,VY,X3,Y2;02 R ID 1 1 1,2;03 S AN 1 60;04 S AN 1 35;05 S AN 1 25;06 S AN 1 10;07 S AN 1 10;08 S ID 1 2;09 S AN 2 80;*|files
2120D|N3|S?|1|Street of the other party|01 R AN 1 55;02 S AN 1 55
2120D|N4|S?|1|City, state, ZIP of the other party|01 S AN 2 30;02 S ID 2 2;03 S ID 3 15;04 S ID 2 3;07 S ID 1 3;*
2120D|PER|S?|3|Contact of the other party|01 R ID 2 2 IC;02 S AN 1 60;03 S ID 2 2 ED,EM,EX,FX,HP,TE,UR,WP;04 S AN 1 256;05 S ID 2 2 ED,EM,EX,FX,HP,TE,UR,WP;06 S AN 1 256;07 S ID 2 2 ED,EM,EX,FX,HP,TE,UR,WP;08 S AN 1 256;*
2120D|PRV|S?|1|Specialty of the other party|*
2110D|LE|S|1|Other parties end|01 R AN 1 6|files
|SE|R|1|Transaction set trailer|01 R N0 1 10;02 R AN 4 9|files
`;

/** Loops of the guide in order: `loop|loops it stands in|most repetitions`, 0 = no limit. */
export const LOOPS_271 = `
2000A||0
2100A|2000A|1
2000B|2000A|0
2100B|2000B|1
2000C|2000B|0
2100C|2000C|1
2110C|2100C|0
2115C|2110C|10
2120C|2110C|23
2000D|2000C|0
2100D|2000D|1
2110D|2100D|0
2115D|2110D|10
2120D|2110D|23
`;
