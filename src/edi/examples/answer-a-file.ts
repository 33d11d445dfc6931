import type { PlainDate } from '../../domain/dates/plain-date.js';
import { AnswerBuilder } from '../x12/acknowledgements/answer.js';
import { answerInterchange } from '../x12/acknowledgements/write-acknowledgement.js';
import { readX12 } from '../x12/read.js';
import { writeInterchange } from '../x12/write.js';

/** The TA1 and 999 that answer a received file, one text an interchange. */
export async function answerAFile(
  bytes: AsyncIterable<Uint8Array>,
  stamp: { readonly control: string; readonly date: PlainDate; readonly time: string },
): Promise<string[]> {
  const builder = new AnswerBuilder();
  for await (const items of readX12(bytes)) for (const item of items) builder.item(item);
  return builder.answers.map((answer) =>
    [...writeInterchange(answerInterchange(answer.received, answer, stamp))]
      .map((chunk) => new TextDecoder().decode(chunk))
      .join(''),
  );
}
