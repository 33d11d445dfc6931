import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { answerLink } from '../app/links/answer-link.js';
import { patientAnswers } from '../app/links/patient-answers.js';
import { readLink } from '../app/links/read-link.js';
import { answered } from './answers.js';
import { DEPS, type ApiDeps } from './deps.js';
import { Route } from './route.js';
import { cents, date, dateText, words } from './schemas.js';

const page = z
  .strictObject({
    purpose: z.string(),
    organization: z.string(),
    expiresOn: dateText,
    answered: z.string().nullable(),
    balanceCents: cents,
    plan: z
      .strictObject({
        totalCents: cents,
        state: z.string(),
        installments: z.array(z.strictObject({ number: z.int(), dueOn: dateText, amountCents: cents })),
      })
      .nullable(),
  })
  .meta({ id: 'LinkPage' });
const answeredLink = z.strictObject({ answer: z.enum(patientAnswers) }).meta({ id: 'AnsweredLink' });
const answerBody = z
  .strictObject({
    answer: z.enum(patientAnswers),
    promisedDate: date.exactOptional(),
    message: words.exactOptional(),
  })
  .meta({ id: 'LinkAnswer' });
const token = z.string().max(100);

@ApiTags('patient links')
@Controller('links')
export class LinksController {
  constructor(@Inject(DEPS) private readonly deps: ApiDeps) {}

  @Get(':token')
  @Route('links.read', { summary: 'What a patient’s link is about: amounts and dates, no names', answer: page })
  read(@Param('token', { schema: token }) text: string) {
    return answered(readLink(this.deps, text));
  }

  @Post(':token')
  @Route('links.answer', {
    summary: 'Answer once: accept or decline a plan, dispute, ask, promise a check',
    answer: answeredLink,
  })
  reply(
    @Param('token', { schema: token }) text: string,
    @Body({ schema: answerBody }) body: z.output<typeof answerBody>,
  ) {
    return answered(answerLink(this.deps, text, body));
  }
}
