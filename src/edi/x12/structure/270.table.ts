/**
 * Segments of guide 005010X279A1 in order, written by us from `reference/domain.md`, the engine's design (§9) and public
 * files; see the README for the notation. `files` at a row's end: public files hold it; a `?` marks the rest.
 */
export const STRUCTURE_270 = `
|ST|R|1|Transaction set header|01 R ID 3 3 270;02 R AN 4 9;03 S AN 1 35|files
|BHT|R|1|Beginning of the document|01 R ID 4 4 0022;02 R ID 2 2 01,13;03 S AN 1 50;04 R DT 8 8;05 R TM 4 8;06 S ID 2 2 RT|files
2000A|HL|R|1|Information source level|01 R AN 1 12;03 R ID 1 2 20;04 S ID 1 1 0,1|files
2100A|NM1|R|1|Payer asked|01 R ID 2 3 2B,36,GP,P5,PR;02 R ID 1 1 1,2;03 S AN 1 60;04 S AN 1 35;05 S AN 1 25;06 S AN 1 10;07 S AN 1 10;08 S ID 1 2;09 S AN 2 80;*|files
2000B|HL|R|1|Information receiver level|01 R AN 1 12;02 R AN 1 12;03 R ID 1 2 21;04 S ID 1 1 0,1|files
2100B|NM1|R|1|Who asks|01 R ID 2 3 1P,2B,36,80,FA,GP,P5,PR;02 R ID 1 1 1,2;03 S AN 1 60;04 S AN 1 35;05 S AN 1 25;06 S AN 1 10;07 S AN 1 10;08 S ID 1 2;09 S AN 2 80;*|files
2100B|REF|S?|9|Numbers of who asks|01 R ID 2 3 0B,1C,1D,1J,4A,CT,EL,EO,HPI,JD,N5,N7,Q4,SY,TJ;02 R AN 1 50;*
2100B|N3|S?|1|Street of who asks|01 R AN 1 55;02 S AN 1 55
2100B|N4|S?|1|City, state, ZIP of who asks|01 S AN 2 30;02 S ID 2 2;03 S ID 3 15;04 S ID 2 3;07 S ID 1 3;*
2100B|PRV|S?|1|Specialty of who asks|*
2000C|HL|R|1|Subscriber level|01 R AN 1 12;02 R AN 1 12;03 R ID 1 2 22;04 S ID 1 1 0,1|files
2000C|TRN|S|2|Trace of the question|01 R ID 1 2 1;02 R AN 1 50;03 S AN 10 10;04 S AN 1 50|files
2100C|NM1|R|1|Subscriber name|01 R ID 2 3 IL;02 R ID 1 1 1,2;03 S AN 1 60;04 S AN 1 35;05 S AN 1 25;06 S AN 1 10;07 S AN 1 10;08 S ID 1 2;09 S AN 2 80;*|files
2100C|REF|S?|9|Subscriber other numbers|01 R ID 2 3 18,1L,1W,3H,49,6P,CT,EA,EJ,F6,GH,HJ,IF,IG,ML,MRC,N6,NQ,Q4,SY,Y4;02 R AN 1 50;*
2100C|N3|S?|1|Subscriber street|01 R AN 1 55;02 S AN 1 55
2100C|N4|S?|1|Subscriber city, state, ZIP|01 S AN 2 30;02 S ID 2 2;03 S ID 3 15;04 S ID 2 3;07 S ID 1 3;*
2100C|PRV|S?|1|Provider of the subscriber|*
2100C|DMG|S|1|Subscriber birth date and sex|01 S ID 2 3 D8;02 S AN 1 35;03 S ID 1 1 F,M,U;*|files
2100C|INS|S?|1|Subscriber relation|01 R ID 1 1 N,Y;02 R ID 2 2;03 S ID 3 3;04 S ID 2 3;*
2100C|HI|S?|1|Subscriber diagnoses|*
2100C|DTP|S|2|Subscriber dates|01 R ID 3 3 102,291;02 R ID 2 3 D8,RD8;03 R AN 1 35|files
2110C|EQ|S|1|Service asked about|01 S ID 1 2x99 @service-type;*|files
2110C|AMT|S?|2|Spend down|01 R ID 1 3 PB,R;02 R R 1 18
2110C|III|S?|10|Place of service or diagnosis asked about|*
2110C|REF|S?|1|Prior authorization or referral|01 R ID 2 3 9F,G1;02 R AN 1 50;*
2110C|DTP|S?|1|Dates asked about|01 R ID 3 3 291;02 R ID 2 3 D8,RD8;03 R AN 1 35
2000D|HL|R|1|Dependent level|01 R AN 1 12;02 R AN 1 12;03 R ID 1 2 23;04 S ID 1 1 0|files
2000D|TRN|S|2|Trace of the question|01 R ID 1 2 1;02 R AN 1 50;03 S AN 10 10;04 S AN 1 50|files
2100D|NM1|R|1|Dependent name|01 R ID 2 3 03;02 R ID 1 1 1,2;03 S AN 1 60;04 S AN 1 35;05 S AN 1 25;06 S AN 1 10;07 S AN 1 10;08 S ID 1 2;09 S AN 2 80;*|files
2100D|REF|S?|9|Dependent other numbers|01 R ID 2 3 18,1L,1W,3H,49,6P,CT,EA,EJ,F6,GH,HJ,IF,IG,ML,MRC,N6,NQ,Q4,SY,Y4;02 R AN 1 50;*
2100D|N3|S?|1|Dependent street|01 R AN 1 55;02 S AN 1 55
2100D|N4|S?|1|Dependent city, state, ZIP|01 S AN 2 30;02 S ID 2 2;03 S ID 3 15;04 S ID 2 3;07 S ID 1 3;*
2100D|PRV|S?|1|Provider of the dependent|*
2100D|DMG|S|1|Dependent birth date and sex|01 S ID 2 3 D8;02 S AN 1 35;03 S ID 1 1 F,M,U;*|files
2100D|INS|S?|1|Dependent relation|01 R ID 1 1 N,Y;02 R ID 2 2;03 S ID 3 3;04 S ID 2 3;*
2100D|HI|S?|1|Dependent diagnoses|*
2100D|DTP|S|2|Dependent dates|01 R ID 3 3 102,291;02 R ID 2 3 D8,RD8;03 R AN 1 35|files
2110D|EQ|S|1|Service asked about|01 S ID 1 2x99 @service-type;*|files
2110D|AMT|S?|2|Spend down|01 R ID 1 3 PB,R;02 R R 1 18
2110D|III|S?|10|Place of service or diagnosis asked about|*
2110D|REF|S?|1|Prior authorization or referral|01 R ID 2 3 9F,G1;02 R AN 1 50;*
2110D|DTP|S?|1|Dates asked about|01 R ID 3 3 291;02 R ID 2 3 D8,RD8;03 R AN 1 35
|SE|R|1|Transaction set trailer|01 R N0 1 10;02 R AN 4 9|files
`;

/** Loops of the guide in order: `loop|loops it stands in|most repetitions`, 0 = no limit. */
export const LOOPS_270 = `
2000A||0
2100A|2000A|1
2000B|2000A|0
2100B|2000B|1
2000C|2000B|0
2100C|2000C|1
2110C|2100C|99
2000D|2000C|0
2100D|2000D|1
2110D|2100D|99
`;
