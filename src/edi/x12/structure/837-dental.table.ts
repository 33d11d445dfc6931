/**
 * Segments of guide 005010X224A2 in order, written by us: the parts it shares with the professional guide follow that
 * table, the dental ones public files and documentation. `files` at a row's end: public files hold it; `?` marks the rest.
 */
export const STRUCTURE_837D = `
|ST|R|1|Transaction Set Header|01 R ID 3 3 837;02 R AN 4 9;03 S AN 1 35|files
|BHT|R|1|Beginning of Hierarchical Transaction|01 R ID 4 4 0019;02 R ID 2 2 00,18;03 R AN 1 50;04 R DT 8 8;05 R TM 4 8;06 R ID 2 2 CH,RP|files
1000A|NM1|R|1|Submitter Name|01 R ID 2 3 41;02 R ID 1 1 1,2;03 R AN 1 60;04 S AN 1 35;05 S AN 1 25;08 R ID 1 2 46;09 R AN 2 80|files
1000A|PER|R|2|Submitter EDI Contact Information|01 R ID 2 2 IC;02 S AN 1 60;03 R ID 2 2 ED,EM,FX,TE;04 R AN 1 256;05 S ID 2 2 ED,EM,EX,FX,TE;06 S AN 1 256;07 S ID 2 2 ED,EM,EX,FX,TE;08 S AN 1 256|files
1000B|NM1|R|1|Receiver Name|01 R ID 2 3 40;02 R ID 1 1 2;03 R AN 1 60;08 R ID 1 2 46;09 R AN 2 80|files
2000A|HL|R|1|Billing Provider Hierarchical Level|01 R AN 1 12;03 R ID 1 2 20;04 R ID 1 1 1|files
2000A|PRV|S|1|Billing Provider Specialty Information|01 R ID 1 3 BI;02 R ID 2 3 PXC;03 R AN 1 50|files
2000A|CUR|S?|1|Foreign Currency Information|01 R ID 2 3 85;02 R ID 3 3
2010AA|NM1|R|1|Billing Provider Name|01 R ID 2 3 85;02 R ID 1 1 1,2;03 R AN 1 60;04 S AN 1 35;05 S AN 1 25;07 S AN 1 10;08 S ID 1 2 XX;09 S AN 2 80|files
2010AA|N3|R|1|Billing Provider Address|01 R AN 1 55;02 S AN 1 55|files
2010AA|N4|R|1|Billing Provider City, State, ZIP Code|01 R AN 2 30;02 S ID 2 2;03 S ID 3 15;04 S ID 2 3;07 S ID 1 3|files
2010AA|REF|R|1|Billing Provider Tax Identification|01 R ID 2 3 EI,SY;02 R AN 1 50|files
2010AA|REF|S|2|Billing Provider UPIN/License Information|01 R ID 2 3 0B,1G;02 R AN 1 50|files
2010AA|PER|S|2|Billing Provider Contact Information|01 R ID 2 2 IC;02 S AN 1 60;03 R ID 2 2 EM,FX,TE;04 R AN 1 256;05 S ID 2 2 EM,EX,FX,TE;06 S AN 1 256;07 S ID 2 2 EM,EX,FX,TE;08 S AN 1 256|files
2010AB|NM1|R?|1|Pay-to Address Name|01 R ID 2 3 87;02 R ID 1 1 1,2
2010AB|N3|R?|1|Pay-to Address - ADDRESS|01 R AN 1 55;02 S AN 1 55
2010AB|N4|R?|1|Pay-To Address City, State, ZIP Code|01 R AN 2 30;02 S ID 2 2;03 S ID 3 15;04 S ID 2 3;07 S ID 1 3
2010AC|NM1|R?|1|Pay-To Plan Name|01 R ID 2 3 PE;02 R ID 1 1 2;03 R AN 1 60;08 R ID 1 2 PI,XV;09 R AN 2 80
2010AC|N3|R?|1|Pay-to Plan Address|01 R AN 1 55;02 S AN 1 55
2010AC|N4|R?|1|Pay-To Plan City, State, ZIP Code|01 R AN 2 30;02 S ID 2 2;03 S ID 3 15;04 S ID 2 3;07 S ID 1 3
2010AC|REF|S?|1|Pay-to Plan Secondary Identification|01 R ID 2 3 2U,FY,NF;02 R AN 1 50
2010AC|REF|R?|1|Pay-To Plan Tax Identification Number|01 R ID 2 3 EI;02 R AN 1 50
2000B|HL|R|1|Subscriber Hierarchical Level|01 R AN 1 12;02 R AN 1 12;03 R ID 1 2 22;04 R ID 1 1 0,1|files
2000B|SBR|R|1|Subscriber Information|01 R ID 1 1 A,B,C,D,E,F,G,H,P,S,T,U;02 S ID 2 2 18;03 S AN 1 50;04 S AN 1 60;05 S ID 1 3 12,13,14,15,16,41,42,43,47;09 S ID 1 2 11,12,13,14,15,16,17,AM,BL,CH,CI,DS,FI,HM,LM,MA,MB,MC,OF,TV,VA,WC,ZZ|files
2010BA|NM1|R|1|Subscriber Name|01 R ID 2 3 IL;02 R ID 1 1 1,2;03 R AN 1 60;04 S AN 1 35;05 S AN 1 25;07 S AN 1 10;08 R ID 1 2 II,MI;09 R AN 2 80|files
2010BA|N3|S|1|Subscriber Address|01 R AN 1 55;02 S AN 1 55|files
2010BA|N4|S|1|Subscriber City, State, ZIP Code|01 R AN 2 30;02 S ID 2 2;03 S ID 3 15;04 S ID 2 3;07 S ID 1 3|files
2010BA|DMG|S|1|Subscriber Demographic Information|01 R ID 2 3 D8;02 R AN 1 35;03 R ID 1 1 F,M,U|files
2010BA|REF|S?|1|Subscriber Secondary Identification|01 R ID 2 3 SY;02 R AN 1 50
2010BA|REF|S?|1|Property and Casualty Claim Number|01 R ID 2 3 Y4;02 R AN 1 50
2010BA|PER|S|1|Property and Casualty Subscriber Contact Information|01 R ID 2 2 IC;02 S AN 1 60;03 R ID 2 2 TE;04 R AN 1 256;05 S ID 2 2 EX;06 S AN 1 256|files
2010BB|NM1|R|1|Payer Name|01 R ID 2 3 PR;02 R ID 1 1 2;03 R AN 1 60;08 R ID 1 2 PI,XV;09 R AN 2 80|files
2010BB|N3|S|1|Payer Address|01 R AN 1 55;02 S AN 1 55|files
2010BB|N4|S|1|Payer City, State, ZIP Code|01 R AN 2 30;02 S ID 2 2;03 S ID 3 15;04 S ID 2 3;07 S ID 1 3|files
2010BB|REF|S|3|Payer Secondary Identification|01 R ID 2 3 2U,EI,FY,NF;02 R AN 1 50|files
2010BB|REF|S?|2|Billing Provider Secondary Identification|01 R ID 2 3 G2,LU;02 R AN 1 50
2300|CLM|R|1|Claim Information|01 R AN 1 38;02 R R 1 18;05 R - 0 0;05-1 R AN 1 2 @pos;05-2 R ID 1 2 B;05-3 R ID 1 1;06 R ID 1 1 N,Y;07 R ID 1 1 A,B,C;08 R ID 1 1 N,W,Y;09 R ID 1 1 I,Y;10 S ID 1 1 P;11 S - 0 0;11-1 R ID 2 3 AA,EM,OA;11-2 S ID 2 3 AA,EM,OA;11-4 S ID 2 2;11-5 S ID 2 3;12 S ID 2 3 02,03,05,09;19 S ID 2 2 PB;20 S ID 1 2 1,2,3,4,5,6,7,8,9,10,11,15|files
2300|DTP|S?|1|Date - Accident|01 R ID 3 3 439;02 R ID 2 3 D8;03 R AN 1 35
2300|DTP|S|1|Date - Appliance Placement|01 R ID 3 3 452;02 R ID 2 3 D8;03 R AN 1 35|files
2300|DTP|S|1|Date - Service Date|01 R ID 3 3 472;02 R ID 2 3 D8,RD8;03 R AN 1 35|files
2300|DTP|S?|1|Date - Repricer Received Date|01 R ID 3 3 050;02 R ID 2 3 D8;03 R AN 1 35
2300|DN1|S|1|Orthodontic Total Months of Treatment|01 S R 1 15;02 S R 1 15;03 S ID 1 1 N,Y;*|files
2300|DN2|S?|35|Tooth Status|01 R AN 1 50;02 R ID 1 2 E,I,M;06 R ID 1 3 JP;*
2300|PWK|S|10|Claim Supplemental Information|01 R ID 2 2 B4,DA,DG,EB,OZ,P6,RB,RR;02 R ID 1 2 AA,BM,EL,EM,FT,FX;05 S ID 1 2 AC;06 S AN 2 80|files
2300|CN1|S?|1|Contract Information|01 R ID 2 2 01,02,03,04,05,06,09;02 S R 1 18;03 S R 1 6;04 S AN 1 50;05 S R 1 6;06 S AN 1 30
2300|AMT|S?|1|Patient Amount Paid|01 R ID 1 3 F5;02 R R 1 18
2300|REF|S?|1|Service Authorization Exception Code|01 R ID 2 3 4N;02 R AN 1 50
2300|REF|S?|1|Referral Number|01 R ID 2 3 9F;02 R AN 1 50
2300|REF|S?|1|Payer Claim Control Number|01 R ID 2 3 F8;02 R AN 1 50
2300|REF|S?|1|Prior Authorization|01 R ID 2 3 G1;02 R AN 1 50
2300|REF|S?|1|Predetermination Identification|01 R ID 2 3 G3;02 R AN 1 50
2300|REF|S?|1|Repriced Claim Number|01 R ID 2 3 9A;02 R AN 1 50
2300|REF|S?|1|Adjusted Repriced Claim Number|01 R ID 2 3 9C;02 R AN 1 50
2300|REF|S|1|Claim Identifier For Transmission Intermediaries|01 R ID 2 3 D9;02 R AN 1 50|files
2300|K3|S?|10|File Information|01 R AN 1 80
2300|NTE|S?|5|Claim Note|01 R ID 3 3 ADD;02 R AN 1 80
2300|HI|S|1|Health Care Diagnosis Code|01 R - 0 0;01-1 R ID 1 3 ABK,BK,TQ;01-2 R AN 1 30;*|files
2300|HCP|S?|1|Claim Pricing/Repricing Information|*
2310A|NM1|R?|1|Referring Provider Name|01 R ID 2 3 DN,P3;02 R ID 1 1 1,2;03 R AN 1 60;04 S AN 1 35;05 S AN 1 25;07 S AN 1 10;08 S ID 1 2 XX;09 S AN 2 80
2310A|PRV|S?|1|Referring Provider Specialty Information|01 R ID 1 3 PE;02 R ID 2 3 PXC;03 R AN 1 50
2310A|REF|S?|4|Referring Provider Secondary Identification|01 R ID 2 3 0B,1G,G2,LU;02 R AN 1 50
2310B|NM1|R|1|Rendering Provider Name|01 R ID 2 3 82;02 R ID 1 1 1,2;03 R AN 1 60;04 S AN 1 35;05 S AN 1 25;07 S AN 1 10;08 S ID 1 2 XX;09 S AN 2 80|files
2310B|PRV|S|1|Rendering Provider Specialty Information|01 R ID 1 3 PE;02 R ID 2 3 PXC;03 R AN 1 50|files
2310B|REF|S?|4|Rendering Provider Secondary Identification|01 R ID 2 3 0B,1G,G2,LU;02 R AN 1 50
2310C|NM1|R?|1|Service Facility Location Name|01 R ID 2 3 77;02 R ID 1 1 1,2;03 R AN 1 60;04 S AN 1 35;05 S AN 1 25;07 S AN 1 10;08 S ID 1 2 XX;09 S AN 2 80
2310C|N3|R?|1|Service Facility Location Address|01 R AN 1 55;02 S AN 1 55
2310C|N4|R?|1|Service Facility Location City, State, ZIP Code|01 R AN 2 30;02 S ID 2 2;03 S ID 3 15;04 S ID 2 3;07 S ID 1 3
2310C|REF|S?|3|Service Facility Location Secondary Identification|01 R ID 2 3 0B,1G,G2,LU;02 R AN 1 50
2310D|NM1|R?|1|Assistant Surgeon Name|01 R ID 2 3 DD;02 R ID 1 1 1,2;03 R AN 1 60;04 S AN 1 35;05 S AN 1 25;07 S AN 1 10;08 S ID 1 2 XX;09 S AN 2 80
2310D|PRV|S?|1|Assistant Surgeon Specialty Information|01 R ID 1 3 PE;02 R ID 2 3 PXC;03 R AN 1 50
2310D|REF|S?|4|Assistant Surgeon Secondary Identification|01 R ID 2 3 0B,1G,G2,LU;02 R AN 1 50
2310E|NM1|R?|1|Supervising Provider Name|01 R ID 2 3 DQ;02 R ID 1 1 1,2;03 R AN 1 60;04 S AN 1 35;05 S AN 1 25;07 S AN 1 10;08 S ID 1 2 XX;09 S AN 2 80
2310E|REF|S?|4|Supervising Provider Secondary Identification|01 R ID 2 3 0B,1G,G2,LU;02 R AN 1 50
2320|SBR|R|1|Other Subscriber Information|01 R ID 1 1 A,B,C,D,E,F,G,H,P,S,T,U;02 R ID 2 2 01,18,19,20,21,39,40,53,G8;03 S AN 1 50;04 S AN 1 60;05 S ID 1 3 12,13,14,15,16,41,42,43,47;09 S ID 1 2 11,12,13,14,15,16,17,AM,BL,CH,CI,DS,FI,HM,LM,MA,MB,MC,OF,TV,VA,WC,ZZ|files
2320|CAS|S|5|Claim Level Adjustments|01 R ID 1 2 CO,CR,OA,PI,PR;02 R ID 1 5 @carc;03 R R 1 18;04 S R 1 15;05 S ID 1 5 @carc;06 S R 1 18;07 S R 1 15;08 S ID 1 5 @carc;09 S R 1 18;10 S R 1 15;11 S ID 1 5 @carc;12 S R 1 18;13 S R 1 15;14 S ID 1 5 @carc;15 S R 1 18;16 S R 1 15;17 S ID 1 5 @carc;18 S R 1 18;19 S R 1 15|files
2320|AMT|S|1|Coordination of Benefits (COB) Payer Paid Amount|01 R ID 1 3 D;02 R R 1 18|files
2320|AMT|S?|1|Coordination of Benefits (COB) Total Non-Covered Amount|01 R ID 1 3 A8;02 R R 1 18
2320|AMT|S?|1|Remaining Patient Liability|01 R ID 1 3 EAF;02 R R 1 18
2320|OI|R|1|Other Insurance Coverage Information|03 R ID 1 1 N,W,Y;04 S ID 1 1 P;06 R ID 1 1 I,Y|files
2320|MOA|S?|1|Outpatient Adjudication Information|01 S R 1 10;02 S R 1 18;03 S AN 1 50 @rarc;04 S AN 1 50 @rarc;05 S AN 1 50 @rarc;06 S AN 1 50 @rarc;07 S AN 1 50 @rarc;08 S R 1 18;09 S R 1 18
2330A|NM1|R|1|Other Subscriber Name|01 R ID 2 3 IL;02 R ID 1 1 1,2;03 R AN 1 60;04 S AN 1 35;05 S AN 1 25;07 S AN 1 10;08 R ID 1 2 II,MI;09 R AN 2 80|files
2330A|N3|S?|1|Other Subscriber Address|01 R AN 1 55;02 S AN 1 55
2330A|N4|S?|1|Other Subscriber City, State, ZIP Code|01 R AN 2 30;02 S ID 2 2;03 S ID 3 15;04 S ID 2 3;07 S ID 1 3
2330A|REF|S?|1|Other Subscriber Secondary Identification|01 R ID 2 3 SY;02 R AN 1 50
2330B|NM1|R|1|Other Payer Name|01 R ID 2 3 PR;02 R ID 1 1 2;03 R AN 1 60;08 R ID 1 2 PI,XV;09 R AN 2 80|files
2330B|N3|S?|1|Other Payer Address|01 R AN 1 55;02 S AN 1 55
2330B|N4|S?|1|Other Payer City, State, ZIP Code|01 R AN 2 30;02 S ID 2 2;03 S ID 3 15;04 S ID 2 3;07 S ID 1 3
2330B|DTP|S|1|Claim Check or Remittance Date|01 R ID 3 3 573;02 R ID 2 3 D8;03 R AN 1 35|files
2330B|REF|S?|2|Other Payer Secondary Identifier|01 R ID 2 3 2U,EI,FY,NF;02 R AN 1 50
2330B|REF|S?|1|Other Payer Prior Authorization Number|01 R ID 2 3 G1;02 R AN 1 50
2330B|REF|S?|1|Other Payer Referral Number|01 R ID 2 3 9F;02 R AN 1 50
2330B|REF|S?|1|Other Payer Claim Adjustment Indicator|01 R ID 2 3 T4;02 R AN 1 50
2330B|REF|S?|1|Other Payer Claim Control Number|01 R ID 2 3 F8;02 R AN 1 50
2330C|NM1|R?|1|Other Payer Referring Provider|01 R ID 2 3 DN,P3;02 R ID 1 1 1,2
2330C|REF|R?|3|Other Payer Referring Provider Secondary Identification|01 R ID 2 3 0B,1G,G2,LU;02 R AN 1 50
2330D|NM1|R?|1|Other Payer Rendering Provider|01 R ID 2 3 82;02 R ID 1 1 1,2
2330D|REF|R?|3|Other Payer Rendering Provider Secondary Identification|01 R ID 2 3 0B,1G,G2,LU;02 R AN 1 50
2330E|NM1|R?|1|Other Payer Supervising Provider|01 R ID 2 3 DQ;02 R ID 1 1 1,2
2330E|REF|R?|3|Other Payer Supervising Provider Secondary Identification|01 R ID 2 3 0B,1G,G2,LU;02 R AN 1 50
2330F|NM1|R?|1|Other Payer Billing Provider|01 R ID 2 3 85;02 R ID 1 1 1,2
2330F|REF|R?|3|Other Payer Billing Provider Secondary Identification|01 R ID 2 3 0B,1G,G2,LU;02 R AN 1 50
2330G|NM1|R?|1|Other Payer Service Facility Location|01 R ID 2 3 77;02 R ID 1 1 1,2
2330G|REF|R?|3|Other Payer Service Facility Location Secondary Identification|01 R ID 2 3 0B,1G,G2,LU;02 R AN 1 50
2330H|NM1|R?|1|Other Payer Assistant Surgeon|01 R ID 2 3 DD;02 R ID 1 1 1,2
2330H|REF|R?|3|Other Payer Assistant Surgeon Secondary Identification|01 R ID 2 3 0B,1G,G2,LU;02 R AN 1 50
2400|LX|R|1|Service Line Number|01 R N0 1 6|files
2400|SV3|R|1|Dental Service|01 R - 0 0;01-1 R ID 2 2 AD;01-2 R AN 1 48;01-3 S AN 2 2;01-4 S AN 2 2;01-5 S AN 2 2;01-6 S AN 2 2;01-7 S AN 1 80;02 R R 1 18;03 S AN 1 2 @pos;04 S - 0 0;04-1 S ID 1 3;04-2 S ID 1 3;04-3 S ID 1 3;04-4 S ID 1 3;04-5 S ID 1 3;05 S ID 1 1 I,R;06 S R 1 15;11 S - 0 0;11-1 S N0 1 2;11-2 S N0 1 2;11-3 S N0 1 2;11-4 S N0 1 2|files
2400|TOO|S|32|Tooth Information|01 R ID 1 3 JP;02 R AN 1 30;03 S - 0 0;03-1 R ID 1 2 B,D,F,I,L,M,O;03-2 S ID 1 2 B,D,F,I,L,M,O;03-3 S ID 1 2 B,D,F,I,L,M,O;03-4 S ID 1 2 B,D,F,I,L,M,O;03-5 S ID 1 2 B,D,F,I,L,M,O|files
2400|DTP|S|1|Date - Service Date|01 R ID 3 3 472;02 R ID 2 3 D8;03 R AN 1 35|files
2400|DTP|S?|1|Date - Prior Placement|01 R ID 3 3 139,441;02 R ID 2 3 D8;03 R AN 1 35
2400|DTP|S?|1|Date - Appliance Placement|01 R ID 3 3 452;02 R ID 2 3 D8;03 R AN 1 35
2400|DTP|S?|1|Date - Replacement|01 R ID 3 3 446;02 R ID 2 3 D8;03 R AN 1 35
2400|DTP|S?|1|Date - Treatment Start|01 R ID 3 3 196;02 R ID 2 3 D8;03 R AN 1 35
2400|DTP|S?|1|Date - Treatment Completion|01 R ID 3 3 198;02 R ID 2 3 D8;03 R AN 1 35
2400|CN1|S?|1|Contract Information|01 R ID 2 2 01,02,03,04,05,06,09;02 S R 1 18;03 S R 1 6;04 S AN 1 50;05 S R 1 6;06 S AN 1 30
2400|REF|S?|5|Service Predetermination Identification|01 R ID 2 3 G3;02 R AN 1 50;04 S - 0 0;04-1 R ID 2 3 2U;04-2 R AN 1 50
2400|REF|S?|5|Prior Authorization|01 R ID 2 3 G1;02 R AN 1 50;04 S - 0 0;04-1 R ID 2 3 2U;04-2 R AN 1 50
2400|REF|S|1|Line Item Control Number|01 R ID 2 3 6R;02 R AN 1 50|files
2400|REF|S?|1|Repriced Claim Number|01 R ID 2 3 9B;02 R AN 1 50
2400|REF|S?|1|Adjusted Repriced Claim Number|01 R ID 2 3 9D;02 R AN 1 50
2400|REF|S?|5|Referral Number|01 R ID 2 3 9F;02 R AN 1 50;04 S - 0 0;04-1 R ID 2 3 2U;04-2 R AN 1 50
2400|AMT|S?|1|Sales Tax Amount|01 R ID 1 3 T;02 R R 1 18
2400|K3|S?|10|File Information|01 R AN 1 80
2400|HCP|S?|1|Line Pricing/Repricing Information|*
2420A|NM1|R?|1|Rendering Provider Name|01 R ID 2 3 82;02 R ID 1 1 1,2;03 R AN 1 60;04 S AN 1 35;05 S AN 1 25;07 S AN 1 10;08 S ID 1 2 XX;09 S AN 2 80
2420A|PRV|S?|1|Rendering Provider Specialty Information|01 R ID 1 3 PE;02 R ID 2 3 PXC;03 R AN 1 50
2420A|REF|S?|20|Rendering Provider Secondary Identification|01 R ID 2 3 0B,1G,G2,LU;02 R AN 1 50;04 S - 0 0;04-1 R ID 2 3 2U;04-2 R AN 1 50
2420B|NM1|R?|1|Assistant Surgeon Name|01 R ID 2 3 DD;02 R ID 1 1 1,2;03 R AN 1 60;04 S AN 1 35;05 S AN 1 25;07 S AN 1 10;08 S ID 1 2 XX;09 S AN 2 80
2420B|PRV|S?|1|Assistant Surgeon Specialty Information|01 R ID 1 3 PE;02 R ID 2 3 PXC;03 R AN 1 50
2420B|REF|S?|20|Assistant Surgeon Secondary Identification|01 R ID 2 3 0B,1G,G2,LU;02 R AN 1 50;04 S - 0 0;04-1 R ID 2 3 2U;04-2 R AN 1 50
2420C|NM1|R?|1|Supervising Provider Name|01 R ID 2 3 DQ;02 R ID 1 1 1,2;03 R AN 1 60;04 S AN 1 35;05 S AN 1 25;07 S AN 1 10;08 S ID 1 2 XX;09 S AN 2 80
2420C|REF|S?|20|Supervising Provider Secondary Identification|01 R ID 2 3 0B,1G,G2,LU;02 R AN 1 50;04 S - 0 0;04-1 R ID 2 3 2U;04-2 R AN 1 50
2420D|NM1|R?|1|Service Facility Location Name|01 R ID 2 3 77;02 R ID 1 1 1,2;03 R AN 1 60;04 S AN 1 35;05 S AN 1 25;07 S AN 1 10;08 S ID 1 2 XX;09 S AN 2 80
2420D|N3|R?|1|Service Facility Location Address|01 R AN 1 55;02 S AN 1 55
2420D|N4|R?|1|Service Facility Location City, State, ZIP Code|01 R AN 2 30;02 S ID 2 2;03 S ID 3 15;04 S ID 2 3;07 S ID 1 3
2420D|REF|S?|20|Service Facility Location Secondary Identification|01 R ID 2 3 0B,1G,G2,LU;02 R AN 1 50;04 S - 0 0;04-1 R ID 2 3 2U;04-2 R AN 1 50
2430|SVD|R?|1|Line Adjudication Information|01 R AN 2 80;02 R R 1 18;03 R - 0 0;03-1 R ID 2 2 AD,ER;03-2 R AN 1 48;03-3 S AN 2 2;03-4 S AN 2 2;03-5 S AN 2 2;03-6 S AN 2 2;03-7 S AN 1 80;05 R R 1 15;06 S N0 1 6
2430|CAS|S?|5|Line Adjustment|01 R ID 1 2 CO,CR,OA,PI,PR;02 R ID 1 5 @carc;03 R R 1 18;04 S R 1 15;05 S ID 1 5 @carc;06 S R 1 18;07 S R 1 15;08 S ID 1 5 @carc;09 S R 1 18;10 S R 1 15;11 S ID 1 5 @carc;12 S R 1 18;13 S R 1 15;14 S ID 1 5 @carc;15 S R 1 18;16 S R 1 15;17 S ID 1 5 @carc;18 S R 1 18;19 S R 1 15
2430|DTP|R?|1|Line Check or Remittance Date|01 R ID 3 3 573;02 R ID 2 3 D8;03 R AN 1 35
2430|AMT|S?|1|Remaining Patient Liability|01 R ID 1 3 EAF;02 R R 1 18
2000C|HL|R|1|Patient Hierarchical Level|01 R AN 1 12;02 R AN 1 12;03 R ID 1 2 23;04 R ID 1 1 0|files
2000C|PAT|R|1|Patient Information|01 R ID 2 2 01,19,20,21,39,40,53,G8|files
2010CA|NM1|R|1|Patient Name|01 R ID 2 3 QC;02 R ID 1 1 1;03 R AN 1 60;04 S AN 1 35;05 S AN 1 25;07 S AN 1 10|files
2010CA|N3|R|1|Patient Address|01 R AN 1 55;02 S AN 1 55|files
2010CA|N4|R|1|Patient City, State, ZIP Code|01 R AN 2 30;02 S ID 2 2;03 S ID 3 15;04 S ID 2 3;07 S ID 1 3|files
2010CA|DMG|R|1|Patient Demographic Information|01 R ID 2 3 D8;02 R AN 1 35;03 R ID 1 1 F,M,U|files
2010CA|REF|S?|1|Property and Casualty Claim Number|01 R ID 2 3 Y4;02 R AN 1 50
2010CA|REF|S?|1|Property and Casualty Patient Identifier|01 R ID 2 3 1W,SY;02 R AN 1 50
2010CA|PER|S?|1|Property and Casualty Patient Contact Information|01 R ID 2 2 IC;02 S AN 1 60;03 R ID 2 2 TE;04 R AN 1 256;05 S ID 2 2 EX;06 S AN 1 256
|SE|R|1|Transaction Set Trailer|01 R N0 1 10;02 R AN 4 9|files
`;

/** Loops of the guide in order: `loop|loops it stands in|most repetitions`, 0 = no limit. */
export const LOOPS_837D = `
1000A||1
1000B||1
2000A||0
2010AA|2000A|1
2010AB|2000A|1
2010AC|2000A|1
2000B|2000A|0
2010BA|2000B|1
2010BB|2000B|1
2300|2000B,2000C|100
2310A|2300|2
2310B|2300|1
2310C|2300|1
2310D|2300|1
2310E|2300|1
2320|2300|10
2330A|2320|1
2330B|2320|1
2330C|2320|2
2330D|2320|1
2330E|2320|1
2330F|2320|1
2330G|2320|1
2330H|2320|1
2400|2300|50
2420A|2400|1
2420B|2400|1
2420C|2400|1
2420D|2400|1
2430|2400|15
2000C|2000B|0
2010CA|2000C|1
`;
