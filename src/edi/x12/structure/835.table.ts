/** Segments of guide 005010X221A1 in order; see `structure-table.ts` for the notation and the README for the source. */
export const STRUCTURE_835 = `
|ST|R|1|Transaction Set Header|01 R ID 3 3 835;02 R AN 4 9
|BPR|R|1|Financial Information|01 R ID 1 2 C,D,H,I,P,U,X;02 R R 1 18;03 R ID 1 1 C,D;04 R ID 3 3 ACH,BOP,CHK,FWT,NON;05 S ID 1 10 CCP,CTX;06 S ID 2 2 01,04;07 S AN 3 12;08 S ID 1 3 DA;09 S AN 1 35;10 S AN 10 10;11 S AN 9 9;12 S ID 2 2 01,04;13 S AN 3 12;14 S ID 1 3 DA,SG;15 S AN 1 35;16 R DT 8 8
|TRN|R|1|Reassociation Trace Number|01 R ID 1 2 1;02 R AN 1 50;03 R AN 10 10;04 S AN 1 50
|CUR|S|1|Foreign Currency Information|01 R ID 2 3 PR;02 R ID 3 3
|REF|S|1|Receiver Identification|01 R ID 2 3 EV;02 R AN 1 50
|REF|S|1|Version Identification|01 R ID 2 3 F2;02 R AN 1 50
|DTM|S|1|Production Date|01 R ID 3 3 405;02 R DT 8 8
1000A|N1|R|1|Payer Identification|01 R ID 2 3 PR;02 R AN 1 60;03 S ID 1 2 XV;04 S AN 2 80
1000A|N3|R|1|Payer Address|01 R AN 1 55;02 S AN 1 55
1000A|N4|R|1|Payer City, State, ZIP Code|01 R AN 2 30;02 S ID 2 2;03 S ID 3 15;04 S ID 2 3;07 S ID 1 3
1000A|REF|S|4|Additional Payer Identification|01 R ID 2 3 2U,EO,HI,NF;02 R AN 1 50
1000A|PER|S|1|Payer Business Contact Information|01 R ID 2 2 CX;02 S AN 1 60;03 S ID 2 2 EM,FX,TE;04 S AN 1 256;05 S ID 2 2 EM,EX,FX,TE;06 S AN 1 256;07 S ID 2 2 EX;08 S AN 1 256
1000A|PER|R|0|Payer Technical Contact Information|01 R ID 2 2 BL;02 S AN 1 60;03 S ID 2 2 EM,TE,UR;04 S AN 1 256;05 S ID 2 2 EM,EX,FX,TE,UR;06 S AN 1 256;07 S ID 2 2 EM,EX,FX,UR;08 S AN 1 256
1000A|PER|S|1|Payer WEB Site|01 R ID 2 2 IC;03 R ID 2 2 UR;04 R AN 1 256
1000B|N1|R|1|Payee Identification|01 R ID 2 3 PE;02 R AN 1 60;03 R ID 1 2 FI,XV,XX;04 R AN 2 80
1000B|N3|S|1|Payee Address|01 R AN 1 55;02 S AN 1 55
1000B|N4|S|1|Payee City, State, ZIP Code|01 R AN 2 30;02 S ID 2 2;03 S ID 3 15;04 S ID 2 3;07 S ID 1 3
1000B|REF|S|0|Payee Additional Identification|01 R ID 2 3 0B,D3,PQ,TJ;02 R AN 1 50
1000B|RDM|S|1|Remittance Delivery Method|01 R ID 1 2 BM,EM,FT,OL;02 S AN 1 60;03 S AN 1 256
2000|LX|R|1|Header Number|01 R N0 1 6
2000|TS3|S|1|Provider Summary Information|01 R AN 1 50;02 R AN 1 2;03 R DT 8 8;04 R R 1 15;05 R R 1 18;13 S R 1 18;15 S R 1 18;17 S R 1 18;18 S R 1 18;20 S R 1 18;21 S R 1 18;22 S R 1 18;23 S R 1 15;24 S R 1 18
2000|TS2|S|1|Provider Supplemental Summary Information|01 S R 1 18;02 S R 1 18;03 S R 1 18;04 S R 1 18;05 S R 1 18;06 S R 1 18;07 S R 1 15;08 S R 1 18;09 S R 1 18;10 S R 1 15;11 S R 1 15;12 S R 1 15;13 S R 1 15;14 S R 1 15;15 S R 1 18;16 S R 1 15;17 S R 1 18;18 S R 1 18;19 S R 1 18
2100|CLP|R|1|Claim Payment Information|01 R AN 1 38;02 R ID 1 2 1,19,2,20,21,22,23,25,3,4;03 R R 1 18;04 R R 1 18;05 S R 1 18;06 R ID 1 2 12,13,14,15,16,17,AM,CH,DS,HM,LM,MA,MB,MC,OF,TV,VA,WC,ZZ;07 R AN 1 50;08 S AN 1 2;09 S ID 1 1;11 S ID 1 4;12 S R 1 15;13 S R 1 10
2100|CAS|S|99|Claim Adjustment|01 R ID 1 2 CO,OA,PI,PR;02 R ID 1 5 @carc;03 R R 1 18;04 S R 1 15;05 S ID 1 5 @carc;06 S R 1 18;07 S R 1 15;08 S ID 1 5 @carc;09 S R 1 18;10 S R 1 15;11 S ID 1 5 @carc;12 S R 1 18;13 S R 1 15;14 S ID 1 5 @carc;15 S R 1 18;16 S R 1 15;17 S ID 1 5 @carc;18 S R 1 18;19 S R 1 15
2100|NM1|R|1|Patient Name|01 R ID 2 3 QC;02 R ID 1 1 1;03 S AN 1 60;04 S AN 1 35;05 S AN 1 25;07 S AN 1 10;08 S ID 1 2 34,HN,II,MI,MR;09 S AN 2 80
2100|NM1|S|1|Insured Name|01 R ID 2 3 IL;02 R ID 1 1 1,2;03 S AN 1 60;04 S AN 1 35;05 S AN 1 25;07 S AN 1 10;08 R ID 1 2 FI,II,MI;09 R AN 2 80
2100|NM1|S|1|Corrected Patient/Insured Name|01 R ID 2 3 74;02 R ID 1 1 1,2;03 S AN 1 60;04 S AN 1 35;05 S AN 1 25;07 S AN 1 10;08 S ID 1 2 C;09 S AN 2 80
2100|NM1|S|1|Service Provider Name|01 R ID 2 3 82;02 R ID 1 1 1,2;03 S AN 1 60;04 S AN 1 35;05 S AN 1 25;07 S AN 1 10;08 R ID 1 2 BD,BS,FI,MC,PC,SL,UP,XX;09 R AN 2 80
2100|NM1|S|1|Crossover Carrier Name|01 R ID 2 3 TT;02 R ID 1 1 2;03 R AN 1 60;08 R ID 1 2 AD,FI,NI,PI,PP,XV;09 R AN 2 80
2100|NM1|S|1|Corrected Priority Payer Name|01 R ID 2 3 PR;02 R ID 1 1 2;03 R AN 1 60;08 R ID 1 2 AD,FI,NI,PI,PP,XV;09 R AN 2 80
2100|NM1|S|1|Other Subscriber Name|01 R ID 2 3 GB;02 R ID 1 1 1,2;03 S AN 1 60;04 S AN 1 35;05 S AN 1 25;07 S AN 1 10;08 S ID 1 2 FI,II,MI;09 S AN 2 80
2100|MIA|S|1|Inpatient Adjudication Information|01 R R 1 15;02 S R 1 18;03 S R 1 15;04 S R 1 18;05 S AN 1 50 @rarc;06 S R 1 18;07 S R 1 18;08 S R 1 18;09 S R 1 18;10 S R 1 18;11 S R 1 18;12 S R 1 18;13 S R 1 18;14 S R 1 18;15 S R 1 15;16 S R 1 18;17 S R 1 18;18 S R 1 18;19 S R 1 18;20 S AN 1 50 @rarc;21 S AN 1 50 @rarc;22 S AN 1 50 @rarc;23 S AN 1 50 @rarc;24 S R 1 18
2100|MOA|S|1|Outpatient Adjudication Information|01 S R 1 10;02 S R 1 18;03 S AN 1 50 @rarc;04 S AN 1 50 @rarc;05 S AN 1 50 @rarc;06 S AN 1 50 @rarc;07 S AN 1 50 @rarc;08 S R 1 18;09 S R 1 18
2100|REF|S|5|Other Claim Related Identification|01 R ID 2 3 1L,1W,28,6P,9A,9C,BB,CE,EA,F8,G1,G3,IG,SY;02 R AN 1 50
2100|REF|S|10|Rendering Provider Identification|01 R ID 2 3 0B,1A,1B,1C,1D,1G,1H,1J,D3,G2,LU;02 R AN 1 50
2100|DTM|S|2|Statement From or To Date|01 R ID 3 3 232,233;02 R DT 8 8
2100|DTM|S|1|Coverage Expiration Date|01 R ID 3 3 036;02 R DT 8 8
2100|DTM|S|1|Claim Received Date|01 R ID 3 3 050;02 R DT 8 8
2100|PER|S|2|Claim Contact Information|01 R ID 2 2 CX;02 S AN 1 60;03 R ID 2 2 EM,FX,TE;04 R AN 1 256;05 S ID 2 2 EM,EX,FX,TE;06 S AN 1 256;07 S ID 2 2 EX;08 S AN 1 256
2100|AMT|S|13|Claim Supplemental Information|01 R ID 1 3 AU,D8,DY,F5,I,NL,T,T2,ZK,ZL,ZM,ZN,ZO;02 R R 1 18
2100|QTY|S|14|Claim Supplemental Information Quantity|01 R ID 2 2 CA,CD,LA,LE,NE,NR,OU,PS,VS,ZK,ZL,ZM,ZN,ZO;02 R R 1 15
2110|SVC|R|1|Service Payment Information|01 R - 0 0;01-1 R ID 2 2 AD,ER,HC,HP,IV,N4,N6,NU,UI,WK;01-2 R AN 1 48;01-3 S AN 2 2;01-4 S AN 2 2;01-5 S AN 2 2;01-6 S AN 2 2;02 R R 1 18;03 R R 1 18;04 S AN 1 48;05 S R 1 15;06 S - 0 0;06-1 R ID 2 2 AD,ER,HC,HP,IV,N4,NU,WK;06-2 R AN 1 48;06-3 S AN 2 2;06-4 S AN 2 2;06-5 S AN 2 2;06-6 S AN 2 2;06-7 S AN 1 80;07 S R 1 15
2110|DTM|S|2|Service Date|01 R ID 3 3 150,151,472;02 R DT 8 8
2110|CAS|S|99|Service Adjustment|01 R ID 1 2 CO,OA,PI,PR;02 R ID 1 5 @carc;03 R R 1 18;04 S R 1 15;05 S ID 1 5 @carc;06 S R 1 18;07 S R 1 15;08 S ID 1 5 @carc;09 S R 1 18;10 S R 1 15;11 S ID 1 5 @carc;12 S R 1 18;13 S R 1 15;14 S ID 1 5 @carc;15 S R 1 18;16 S R 1 15;17 S ID 1 5 @carc;18 S R 1 18;19 S R 1 15
2110|REF|S|8|Service Identification|01 R ID 2 3 1S,APC,BB,E9,G1,G3,LU,RB;02 R AN 1 50
2110|REF|S|1|Line Item Control Number|01 R ID 2 3 6R;02 R AN 1 50
2110|REF|S|10|Rendering Provider Information|01 R ID 2 3 0B,1A,1B,1C,1D,1G,1H,1J,D3,G2,HPI,SY,TJ;02 R AN 1 50
2110|REF|S|5|HealthCare Policy Identification|01 R ID 2 3 0K;02 R AN 1 50
2110|AMT|S|9|Service Supplemental Amount|01 R ID 1 3 B6,KH,T,T2,ZK,ZL,ZM,ZN,ZO;02 R R 1 18
2110|QTY|S|6|Service Supplemental Quantity|01 R ID 2 2 ZK,ZL,ZM,ZN,ZO;02 R R 1 15
2110|LQ|S|99|Health Care Remark Codes|01 R ID 1 3 HE;02 R AN 1 30 @rarc
2110|LQ|S|99|Pharmacy Reject Codes|01 R ID 1 3 RX;02 R AN 1 30
|PLB|S|0|Provider Adjustment|01 R AN 1 50;02 R DT 8 8;03 R - 0 0;03-1 R ID 2 2 50,51,72,90,AH,AM,AP,B2,B3,BD,BN,C5,CR,CS,CT,CV,CW,DM,E3,FB,FC,GO,HM,IP,IR,IS,J1,L3,L6,LE,LS,OA,OB,PI,PL,RA,RE,SL,TL,WO,WU;03-2 S AN 1 50;04 R R 1 18;05 S - 0 0;05-1 R ID 2 2;05-2 S AN 1 50;06 S R 1 18;07 S - 0 0;07-1 R ID 2 2;07-2 S AN 1 50;08 S R 1 18;09 S - 0 0;09-1 R ID 2 2;09-2 S AN 1 50;10 S R 1 18;11 S - 0 0;11-1 R ID 2 2;11-2 S AN 1 50;12 S R 1 18;13 S - 0 0;13-1 R ID 2 2;13-2 S AN 1 50;14 S R 1 18
|SE|R|1|Transaction Set Trailer|01 R N0 1 10;02 R AN 4 9
`;

/** Loops of the guide in order: `loop|loops it stands in|most repetitions`, 0 = no limit. */
export const LOOPS_835 = `
1000A||1
1000B||1
2000||0
2100|2000|0
2110|2100|999
`;
