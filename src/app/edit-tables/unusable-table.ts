/** The file is not what it was said to be: nothing of it binds. */
export class UnusableTable extends Error {
  override name = 'UnusableTable';
  constructor(
    /** 'line 4', 'sheet "Edits", row 4, column D'; empty: the file as a whole. */
    readonly place: string,
    readonly fault: string,
  ) {
    super(place === '' ? fault : `${place}: ${fault}`);
  }
}
