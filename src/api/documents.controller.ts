import { Readable } from 'node:stream';
import { Controller, Get, Inject, Param, Post, Query, Req, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { z } from 'zod';
import { proveFiling } from '../app/claims/prove-filing.js';
import { attachDocument, attachedKinds } from '../app/documents/attach-document.js';
import { extensionOf } from '../app/documents/media-types.js';
import { listDocuments, openDocument } from '../app/documents/documents.queries.js';
import { answer, answered, currentOrganization } from './answers.js';
import { DEPS, type ApiDeps } from './deps.js';
import { filingProofFields } from './filing-proof.schema.js';
import { currentActor } from './request-context.js';
import { Route } from './route.js';
import { dateText, idParam, uuid } from './schemas.js';
import { pdfBody, uploadedFile } from './uploaded-file.js';

const document = z
  .strictObject({
    id: uuid,
    kind: z.string(),
    subjectType: z.string(),
    subjectId: uuid,
    sha256: z.string(),
    sizeBytes: z.int(),
    pages: z.int(),
    mediaType: z.string(),
    createdOn: dateText,
  })
  .meta({ id: 'Document' });
const filingProof = filingProofFields.extend({ documentId: uuid, sha256: z.string() }).meta({ id: 'FilingProof' });
const attached = z.strictObject({ documentId: uuid }).meta({ id: 'AttachedDocument' });
const attachQuery = z.strictObject({ kind: z.enum(attachedKinds) });
const list = z.strictObject({ items: z.array(document) }).meta({ id: 'Documents' });

@ApiTags('documents')
@Controller()
export class DocumentsController {
  constructor(@Inject(DEPS) private readonly deps: ApiDeps) {}

  @Get('claims/:id/documents')
  @Route('documents.list', { summary: 'Documents of a claim and of its denials, newest first', answer: list })
  list(@Param('id', { schema: idParam }) claimId: string) {
    return answered(listDocuments(this.deps, currentActor(), currentOrganization(), claimId));
  }

  @Post('claims/:id/documents')
  @ApiConsumes('application/octet-stream')
  @ApiBody(pdfBody)
  @Route('documents.attach', {
    summary:
      'Keep a document with its claim: a record to send, what an appeal rests on, or the letter of an exception to timely filing',
    answer: attached,
    status: 201,
  })
  async attach(
    @Param('id', { schema: idParam }) claimId: string,
    @Query({ schema: attachQuery }) { kind }: z.output<typeof attachQuery>,
    @Req() req: Request,
  ) {
    const { bytes } = await uploadedFile(req, undefined);
    return answered(attachDocument(this.deps, currentActor(), currentOrganization(), { claimId, kind, bytes }));
  }

  @Post('claims/:id/filing-proof')
  @Route('documents.proveFiling', {
    summary: 'Proof of timely filing as a document, strongest evidence first; refused where only a 999 or a log exists',
    answer: filingProof,
    status: 201,
  })
  prove(@Param('id', { schema: idParam }) claimId: string) {
    return answered(proveFiling(this.deps, currentActor(), currentOrganization(), claimId));
  }

  @Get('documents/:id/content')
  @Route('documents.read', {
    summary: 'The bytes of one document; who read it stands in the access log',
    answer: z.string().meta({ description: 'As the stored media type says, always as a download' }),
  })
  async content(@Param('id', { schema: idParam }) id: string): Promise<StreamableFile> {
    const { row, bytes } = answer(await openDocument(this.deps, currentActor(), currentOrganization(), id));
    return new StreamableFile(Readable.from(bytes), {
      type: row.mediaType,
      length: row.sizeBytes,
      disposition: `attachment; filename="${row.kind}-${row.id}.${extensionOf(row.mediaType)}"`,
    });
  }
}
