import { Controller, Get, Inject, Param, Post, Query, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { z } from 'zod';
import { checkX12 } from '../app/files/check-x12.js';
import { getFile, listFiles } from '../app/files/files.queries.js';
import { storeInboundFile } from '../app/files/store-inbound-file.js';
import { answered, currentOrganization, seenByCaller } from './answers.js';
import { DEPS, type ApiDeps } from './deps.js';
import { FileName } from './params.js';
import { currentActor } from './request-context.js';
import { Route } from './route.js';
import { dateText, filterCode, idParam, paging, pageOf, uuid } from './schemas.js';
import { uploadedFile } from './uploaded-file.js';

const row = {
  id: uuid,
  kind: z.string(),
  state: z.string(),
  source: z.string(),
  sizeBytes: z.int(),
  sha256: z.string(),
  problemCount: z.int(),
  receivedOn: dateText,
  receivedAt: z.string(),
};
const fileProblem = z
  .strictObject({ code: z.string(), severity: z.string(), place: z.unknown(), message: z.string() })
  .meta({ id: 'FileProblem' });
const file = z.strictObject(row).meta({ id: 'InboundFile' });
const fileDetail = z
  .strictObject({ ...row, name: z.string().nullable(), summary: z.unknown(), problems: z.array(fileProblem) })
  .meta({ id: 'InboundFileDetail' });
const stored = z.strictObject({ fileId: uuid }).meta({ id: 'StoredFile' });
const checked = z
  .strictObject({
    usable: z.boolean(),
    documents: z.record(z.string(), z.int()),
    problems: z.array(fileProblem),
    problemCount: z.int(),
  })
  .meta({ id: 'CheckedFile' });
const listQuery = z.strictObject({ ...paging, kind: filterCode, state: filterCode });
const upload = {
  schema: {
    type: 'string',
    format: 'binary',
    description: 'The bytes of the file; or multipart/form-data with one part "file".',
  },
} as const;

@ApiTags('files')
@Controller()
export class FilesController {
  constructor(@Inject(DEPS) private readonly deps: ApiDeps) {}

  @Get('files')
  @Route('files.list', {
    summary: 'Files that came in, newest first',
    answer: pageOf(file).meta({ id: 'InboundFilePage' }),
  })
  list(@Query({ schema: listQuery }) query: z.output<typeof listQuery>) {
    return listFiles(this.deps, currentActor(), currentOrganization(), query);
  }

  @Get('files/:id')
  @Route('files.read', { summary: 'One file with its state and problems', answer: fileDetail })
  read(@Param('id', { schema: idParam }) id: string) {
    return answered(getFile(this.deps, currentActor(), currentOrganization(), id, seenByCaller()));
  }

  @Post('files')
  @ApiHeader({
    name: 'X-File-Name',
    required: false,
    description: 'Your name for the file; only data.',
    schema: { type: 'string' },
  })
  @ApiConsumes('application/octet-stream')
  @ApiBody(upload)
  @Route('files.upload', {
    summary: 'Bring any X12 file: claims, remittances, acknowledgements, answers',
    answer: stored,
    status: 201,
  })
  async upload(@Req() req: Request, @FileName() name: string | undefined) {
    const { fileName, bytes } = await uploadedFile(req, name);
    return answered(
      storeInboundFile(this.deps, {
        organizationId: currentOrganization(),
        actor: currentActor(),
        source: 'upload',
        name: fileName,
        bytes,
      }),
    );
  }

  @Post('edi/check')
  @ApiConsumes('application/octet-stream')
  @ApiBody(upload)
  @Route('edi.check', { summary: 'Check an X12 file without storing anything', answer: checked })
  async check(@Req() req: Request) {
    return checkX12((await uploadedFile(req, undefined)).bytes);
  }
}
