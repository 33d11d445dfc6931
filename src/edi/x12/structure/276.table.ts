/**
 * Segments of guide 005010X212 in order, written by us from `reference/domain.md`, the engine's design (§9) and public
 * files; see the README for the notation. `files` at a row's end: public files hold it; a `?` marks the rest.
 */
export const STRUCTURE_276 = `
|ST|R|1|Transaction set header|01 R ID 3 3 276;02 R AN 4 9;03 S AN 1 35|files
|BHT|R|1|Beginning of the document|01 R ID 4 4 0010;02 R ID 2 2 13;03 S AN 1 50;04 R DT 8 8;05 R TM 4 8;06 S ID 2 2|files
2000A|HL|R|1|Information source level|01 R AN 1 12;03 R ID 1 2 20;04 S ID 1 1 0,1|files
2100A|NM1|R|1|Payer asked|01 R ID 2 3 PR;02 R ID 1 1 1,2;03 S AN 1 60;04 S AN 1 35;05 S AN 1 25;06 S AN 1 10;07 S AN 1 10;08 S ID 1 2;09 S AN 2 80;*|files
2000B|HL|R|1|Information receiver level|01 R AN 1 12;02 R AN 1 12;03 R ID 1 2 21;04 S ID 1 1 0,1|files
2100B|NM1|R|1|Who asks|01 R ID 2 3 41;02 R ID 1 1 1,2;03 S AN 1 60;04 S AN 1 35;05 S AN 1 25;06 S AN 1 10;07 S AN 1 10;08 S ID 1 2;09 S AN 2 80;*|files
2000C|HL|R|1|Provider level|01 R AN 1 12;02 R AN 1 12;03 R ID 1 2 19;04 S ID 1 1 0,1|files
2100C|NM1|R|1|Provider of the claim|01 R ID 2 3 1P;02 R ID 1 1 1,2;03 S AN 1 60;04 S AN 1 35;05 S AN 1 25;06 S AN 1 10;07 S AN 1 10;08 S ID 1 2;09 S AN 2 80;*|files
2000D|HL|R|1|Subscriber level|01 R AN 1 12;02 R AN 1 12;03 R ID 1 2 22;04 S ID 1 1 0,1|files
2000D|DMG|S|1|Subscriber birth date and sex|01 S ID 2 3 D8;02 S AN 1 35;03 S ID 1 1 F,M,U;*|files
2100D|NM1|R|1|Subscriber name|01 R ID 2 3 IL;02 R ID 1 1 1,2;03 S AN 1 60;04 S AN 1 35;05 S AN 1 25;06 S AN 1 10;07 S AN 1 10;08 S ID 1 2;09 S AN 2 80;*|files
2200D|TRN|R|1|Trace of the question|01 R ID 1 2 1;02 R AN 1 50;03 S AN 10 10;04 S AN 1 50|files
2200D|REF|S?|1|Payer's claim number|01 R ID 2 3 1K;02 R AN 1 50;*
2200D|REF|S|1|Type of bill|01 R ID 2 3 BLT;02 R AN 1 50;*|files
2200D|REF|S?|1|Application or location|01 R ID 2 3 LU;02 R AN 1 50;*
2200D|REF|S?|1|Group number|01 R ID 2 3 6P;02 R AN 1 50;*
2200D|REF|S|1|Patient control number|01 R ID 2 3 EJ;02 R AN 1 50;*|files
2200D|REF|S|1|Prescription number|01 R ID 2 3 XZ;02 R AN 1 50;*|files
2200D|REF|S?|1|Clearinghouse's claim number|01 R ID 2 3 D9;02 R AN 1 50;*
2200D|AMT|S|1|Claim charge|01 R ID 1 3 T3;02 R R 1 18|files
2200D|DTP|S|1|Claim service date|01 R ID 3 3 472;02 R ID 2 3 D8,RD8;03 R AN 1 35|files
2210D|SVC|R?|1|Service line|01 R - 0 0;01-1 R ID 2 2 AD,ER,HC,HP,IV,N4,NU,WK;01-2 R AN 1 48;01-3 S AN 2 2;01-4 S AN 2 2;01-5 S AN 2 2;01-6 S AN 2 2;02 R R 1 18;04 S AN 1 48;07 S R 1 15;*
2210D|REF|S?|1|Line number|01 R ID 2 3 FJ;02 R AN 1 50;*
2210D|DTP|R?|1|Line service date|01 R ID 3 3 472;02 R ID 2 3 D8,RD8;03 R AN 1 35
2000E|HL|R|1|Dependent level|01 R AN 1 12;02 R AN 1 12;03 R ID 1 2 23;04 S ID 1 1 0|files
2000E|DMG|R|1|Dependent birth date and sex|01 S ID 2 3 D8;02 S AN 1 35;03 S ID 1 1 F,M,U;*|files
2100E|NM1|R|1|Dependent name|01 R ID 2 3 QC;02 R ID 1 1 1,2;03 S AN 1 60;04 S AN 1 35;05 S AN 1 25;06 S AN 1 10;07 S AN 1 10;08 S ID 1 2;09 S AN 2 80;*|files
2200E|TRN|R|1|Trace of the question|01 R ID 1 2 1;02 R AN 1 50;03 S AN 10 10;04 S AN 1 50|files
2200E|REF|S?|1|Payer's claim number|01 R ID 2 3 1K;02 R AN 1 50;*
2200E|REF|S?|1|Type of bill|01 R ID 2 3 BLT;02 R AN 1 50;*
2200E|REF|S?|1|Application or location|01 R ID 2 3 LU;02 R AN 1 50;*
2200E|REF|S?|1|Group number|01 R ID 2 3 6P;02 R AN 1 50;*
2200E|REF|S|1|Patient control number|01 R ID 2 3 EJ;02 R AN 1 50;*|files
2200E|REF|S?|1|Prescription number|01 R ID 2 3 XZ;02 R AN 1 50;*
2200E|REF|S?|1|Clearinghouse's claim number|01 R ID 2 3 D9;02 R AN 1 50;*
2200E|AMT|S?|1|Claim charge|01 R ID 1 3 T3;02 R R 1 18
2200E|DTP|S?|1|Claim service date|01 R ID 3 3 472;02 R ID 2 3 D8,RD8;03 R AN 1 35
2210E|SVC|R|1|Service line|01 R - 0 0;01-1 R ID 2 2 AD,ER,HC,HP,IV,N4,NU,WK;01-2 R AN 1 48;01-3 S AN 2 2;01-4 S AN 2 2;01-5 S AN 2 2;01-6 S AN 2 2;02 R R 1 18;04 S AN 1 48;07 S R 1 15;*|files
2210E|REF|S?|1|Line number|01 R ID 2 3 FJ;02 R AN 1 50;*
2210E|DTP|R|1|Line service date|01 R ID 3 3 472;02 R ID 2 3 D8,RD8;03 R AN 1 35|files
|SE|R|1|Transaction set trailer|01 R N0 1 10;02 R AN 4 9|files
`;

/** Loops of the guide in order: `loop|loops it stands in|most repetitions`, 0 = no limit. */
export const LOOPS_276 = `
2000A||0
2100A|2000A|1
2000B|2000A|0
2100B|2000B|1
2000C|2000B|0
2100C|2000C|2
2000D|2000C|0
2100D|2000D|1
2200D|2000D|0
2210D|2200D|0
2000E|2000D|0
2100E|2000E|1
2200E|2000E|0
2210E|2200E|0
`;
