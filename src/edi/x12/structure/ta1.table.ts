/** The TA1 segment (X12 control standards, 005010): it stands between ISA and GS, in no set and no loop. */
export const STRUCTURE_TA1 = `
|TA1|R|0|Interchange acknowledgement|01 R N0 9 9;02 R DT 6 6;03 R TM 4 4;04 R ID 1 1 A,E,R;05 R ID 3 3 000,001,002,003,004,005,006,007,008,009,010,011,012,013,014,015,016,017,018,019,020,021,022,023,024,025,026,027,028,029,030,031|files
`;

/** It opens no loop: an empty table. */
export const LOOPS_TA1 = '';
