/**
 * Segments of guide 005010X213 in order, written by us: levels as in the 277 answer (005010X212), what is asked for and
 * by when from `reference/domain.md` and the attachments rule. No public file of this guide was found, so every row is
 * unconfirmed: it notes, and refuses nothing.
 */
export const STRUCTURE_277_REQUEST = `
|ST|R?|1|Transaction Set Header|01 R ID 3 3 277;02 R AN 4 9;03 S AN 1 35
|BHT|R?|1|Beginning of Hierarchical Transaction|01 R ID 4 4 0085;02 R ID 2 2 08,13,48;03 R AN 1 50;04 R DT 8 8;05 R TM 4 8;06 S ID 2 2
2000A|HL|R?|1|Information Source Level|01 R AN 1 12;03 R ID 1 2 20;04 R ID 1 1 1
2100A|NM1|R?|1|Payer Name|01 R ID 2 3 PR;02 R ID 1 1 2;03 R AN 1 60;08 R ID 1 2 PI,XV;09 R AN 2 80
2100A|PER|S?|1|Payer Contact Information|01 R ID 2 2 IC;02 S AN 1 60;03 R ID 2 2 ED,EM,FX,TE;04 R AN 1 256;05 S ID 2 2 ED,EM,EX,FX,TE;06 S AN 1 256;07 S ID 2 2 ED,EM,EX,FX,TE;08 S AN 1 256
2000B|HL|R?|1|Information Receiver Level|01 R AN 1 12;02 R AN 1 12;03 R ID 1 2 21;04 R ID 1 1 0,1
2100B|NM1|R?|1|Information Receiver Name|01 R ID 2 3 41;02 R ID 1 1 1,2;03 S AN 1 60;04 S AN 1 35;05 S AN 1 25;08 R ID 1 2 46;09 R AN 2 80
2000C|HL|R?|1|Service Provider Level|01 R AN 1 12;02 R AN 1 12;03 R ID 1 2 19;04 R ID 1 1 0,1
2100C|NM1|R?|1|Provider Name|01 R ID 2 3 1P;02 R ID 1 1 1,2;03 S AN 1 60;04 S AN 1 35;05 S AN 1 25;07 S AN 1 10;08 R ID 1 2 FI,SV,XX;09 R AN 2 80
2000D|HL|R?|1|Subscriber Level|01 R AN 1 12;02 R AN 1 12;03 R ID 1 2 22;04 S ID 1 1 0,1
2100D|NM1|R?|1|Subscriber Name|01 R ID 2 3 IL;02 R ID 1 1 1,2;03 R AN 1 60;04 S AN 1 35;05 S AN 1 25;07 S AN 1 10;08 R ID 1 2 24,II,MI;09 R AN 2 80
2200D|TRN|R?|1|Payer's Number of the Request|01 R ID 1 2 1,2;02 R AN 1 50
2200D|STC|R?|0|What Is Asked For, of the Claim|01 R - 0 0;01-1 R AN 1 30 @status-category;01-2 R AN 1 30;01-3 S ID 2 3;01-4 S ID 1 3;02 R DT 8 8;04 S R 1 18;10 S - 0 0;10-1 R AN 1 30 @status-category;10-2 R AN 1 30;10-3 S ID 2 3;10-4 S ID 1 3;11 S - 0 0;11-1 R AN 1 30 @status-category;11-2 R AN 1 30;11-3 S ID 2 3;11-4 S ID 1 3;*
2200D|REF|S?|1|Payer Claim Control Number|01 R ID 2 3 1K;02 R AN 1 50
2200D|REF|S?|1|Patient Control Number|01 R ID 2 3 EJ;02 R AN 1 50
2200D|REF|S?|1|Institutional Bill Type|01 R ID 2 3 BLT;02 R AN 1 50
2200D|REF|S?|1|Medical Record Number|01 R ID 2 3 EA;02 R AN 1 50
2200D|REF|S?|1|Claim Number of a Clearinghouse|01 R ID 2 3 D9;02 R AN 1 50
2200D|DTP|S?|1|Claim Service Date|01 R ID 3 3 472;02 R ID 2 3 D8,RD8;03 R AN 1 35
2200D|DTP|S?|1|Answer Due By|01 R ID 3 3 106;02 R ID 2 3 D8;03 R AN 1 35
2210D|PWK|R?|1|How to Answer|01 R ID 2 2;02 R ID 1 2;*
2210D|PER|S?|1|Whom to Answer|01 R ID 2 2;02 S AN 1 60;*
2210D|N1|S?|1|Name of the Office|01 R ID 2 3;02 R AN 1 60
2210D|N3|S?|1|Street of the Office|01 R AN 1 55;02 S AN 1 55
2210D|N4|S?|1|City, State, ZIP of the Office|01 S AN 2 30;02 S ID 2 2;03 S ID 3 15;*
2220D|SVC|R?|1|Service Line Asked About|01 R - 0 0;01-1 R ID 2 2 AD,ER,HC,HP,IV,N4,NU,WK;01-2 R AN 1 48;01-3 S AN 2 2;01-4 S AN 2 2;01-5 S AN 2 2;01-6 S AN 2 2;02 R R 1 18;03 S R 1 18;04 S AN 1 48;07 S R 1 15
2220D|STC|R?|0|What Is Asked For, of the Line|01 R - 0 0;01-1 R AN 1 30 @status-category;01-2 R AN 1 30;01-3 S ID 2 3;01-4 S ID 1 3;02 R DT 8 8;04 S R 1 18;10 S - 0 0;10-1 R AN 1 30 @status-category;10-2 R AN 1 30;10-3 S ID 2 3;10-4 S ID 1 3;11 S - 0 0;11-1 R AN 1 30 @status-category;11-2 R AN 1 30;11-3 S ID 2 3;11-4 S ID 1 3;*
2220D|REF|S?|1|Service Line Number|01 R ID 2 3 6R,FJ;02 R AN 1 50
2220D|DTP|S?|1|Service Line Date|01 R ID 3 3 472;02 R ID 2 3 D8,RD8;03 R AN 1 35
2000E|HL|R?|1|Dependent Level|01 R AN 1 12;02 R AN 1 12;03 R ID 1 2 23;04 S ID 1 1 0
2100E|NM1|R?|1|Dependent Name|01 R ID 2 3 QC;02 R ID 1 1 1;03 R AN 1 60;04 S AN 1 35;05 S AN 1 25;07 S AN 1 10
2200E|TRN|R?|1|Payer's Number of the Request|01 R ID 1 2 1,2;02 R AN 1 50
2200E|STC|R?|0|What Is Asked For, of the Claim|01 R - 0 0;01-1 R AN 1 30 @status-category;01-2 R AN 1 30;01-3 S ID 2 3;01-4 S ID 1 3;02 R DT 8 8;04 S R 1 18;10 S - 0 0;10-1 R AN 1 30 @status-category;10-2 R AN 1 30;10-3 S ID 2 3;10-4 S ID 1 3;11 S - 0 0;11-1 R AN 1 30 @status-category;11-2 R AN 1 30;11-3 S ID 2 3;11-4 S ID 1 3;*
2200E|REF|S?|1|Payer Claim Control Number|01 R ID 2 3 1K;02 R AN 1 50
2200E|REF|S?|1|Patient Control Number|01 R ID 2 3 EJ;02 R AN 1 50
2200E|REF|S?|1|Institutional Bill Type|01 R ID 2 3 BLT;02 R AN 1 50
2200E|REF|S?|1|Medical Record Number|01 R ID 2 3 EA;02 R AN 1 50
2200E|REF|S?|1|Claim Number of a Clearinghouse|01 R ID 2 3 D9;02 R AN 1 50
2200E|DTP|S?|1|Claim Service Date|01 R ID 3 3 472;02 R ID 2 3 D8,RD8;03 R AN 1 35
2200E|DTP|S?|1|Answer Due By|01 R ID 3 3 106;02 R ID 2 3 D8;03 R AN 1 35
2210E|PWK|R?|1|How to Answer|01 R ID 2 2;02 R ID 1 2;*
2210E|PER|S?|1|Whom to Answer|01 R ID 2 2;02 S AN 1 60;*
2210E|N1|S?|1|Name of the Office|01 R ID 2 3;02 R AN 1 60
2210E|N3|S?|1|Street of the Office|01 R AN 1 55;02 S AN 1 55
2210E|N4|S?|1|City, State, ZIP of the Office|01 S AN 2 30;02 S ID 2 2;03 S ID 3 15;*
2220E|SVC|R?|1|Service Line Asked About|01 R - 0 0;01-1 R ID 2 2 AD,ER,HC,HP,IV,N4,NU,WK;01-2 R AN 1 48;01-3 S AN 2 2;01-4 S AN 2 2;01-5 S AN 2 2;01-6 S AN 2 2;02 R R 1 18;03 S R 1 18;04 S AN 1 48;07 S R 1 15
2220E|STC|R?|0|What Is Asked For, of the Line|01 R - 0 0;01-1 R AN 1 30 @status-category;01-2 R AN 1 30;01-3 S ID 2 3;01-4 S ID 1 3;02 R DT 8 8;04 S R 1 18;10 S - 0 0;10-1 R AN 1 30 @status-category;10-2 R AN 1 30;10-3 S ID 2 3;10-4 S ID 1 3;11 S - 0 0;11-1 R AN 1 30 @status-category;11-2 R AN 1 30;11-3 S ID 2 3;11-4 S ID 1 3;*
2220E|REF|S?|1|Service Line Number|01 R ID 2 3 6R,FJ;02 R AN 1 50
2220E|DTP|S?|1|Service Line Date|01 R ID 3 3 472;02 R ID 2 3 D8,RD8;03 R AN 1 35
|SE|R?|1|Transaction Set Trailer|01 R N0 1 10;02 R AN 4 9
`;

/** Loops of the guide in order: `loop|loops it stands in|most repetitions`, 0 = no limit. */
export const LOOPS_277_REQUEST = `
2000A||1
2100A|2000A|1
2000B|2000A|0
2100B|2000B|1
2000C|2000B|0
2100C|2000C|1
2000D|2000C|0
2100D|2000D|1
2200D|2000D|0
2210D|2200D|1
2220D|2200D|0
2000E|2000D|0
2100E|2000E|1
2200E|2000E|0
2210E|2200E|1
2220E|2200E|0
`;
