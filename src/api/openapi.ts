import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import { problemSchema } from './route.js';

/** The OpenAPI 3.1.1 document of the running controllers; the typed client is generated from it. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setTitle('Reclaim')
    .setVersion('1')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .setDescription(
      'Medical accounts receivable as durable stories: claims, denials, appeals, remittances, work items, patient accounts.',
    )
    .addServer('/')
    .addBearerAuth({
      type: 'http',
      scheme: 'bearer',
      description: 'Access token of a person, or API key of an integration.',
    })
    .setOpenAPIVersion('3.1.1')
    .build();
  const document = SwaggerModule.createDocument(app, builder, { standardSchemaConverter: toJsonSchema });
  const problemJson = toJsonSchema(problemSchema, { schemaType: 'output' });
  const schemas = { ...document.components?.schemas, ...(problemJson?.components as object | undefined) };
  return rewriteRefs({ ...document, components: { ...document.components, schemas: schemas as never } });
}

/** zod knows JSON Schema 2020-12 itself; the framework's own conversion speaks the older dialect of OpenAPI 3.0. */
function toJsonSchema(schema: unknown, { schemaType }: { schemaType: 'input' | 'output' }) {
  if (!(schema instanceof z.ZodType)) return undefined;
  const {
    $defs,
    $schema: _dialect,
    ...rest
  } = z.toJSONSchema(schema, { target: 'draft-2020-12', io: schemaType, unrepresentable: 'any' });
  return { schema: rest, components: $defs ?? {} };
}

/** Named schemas live in one place of the document. */
const rewriteRefs = (document: OpenAPIObject): OpenAPIObject =>
  JSON.parse(JSON.stringify(document).replaceAll('"#/$defs/', '"#/components/schemas/')) as OpenAPIObject;
