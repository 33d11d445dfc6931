import type { ContentKind } from '../../edi/x12/275/attachment.js';

interface MediaType {
  readonly mediaType: string;
  readonly extension: string;
}

/** Of every document we draw ourselves. */
export const PDF_TYPE = 'application/pdf';

/** Told by the bytes, never by what a sender calls them: what we do not know is handed out as bytes and nothing else. */
const MEDIA_TYPES: Readonly<Record<ContentKind, MediaType>> = {
  pdf: { mediaType: PDF_TYPE, extension: 'pdf' },
  'c-cda': { mediaType: 'application/xml', extension: 'xml' },
  xml: { mediaType: 'application/xml', extension: 'xml' },
  jpeg: { mediaType: 'image/jpeg', extension: 'jpg' },
  png: { mediaType: 'image/png', extension: 'png' },
  tiff: { mediaType: 'image/tiff', extension: 'tif' },
  rtf: { mediaType: 'application/rtf', extension: 'rtf' },
  other: { mediaType: 'application/octet-stream', extension: 'bin' },
};

export const mediaTypeOf = (kind: ContentKind): string => MEDIA_TYPES[kind].mediaType;

/** Ending of a file name for a stored media type. */
export const extensionOf = (mediaType: string): string =>
  Object.values(MEDIA_TYPES).find((known) => known.mediaType === mediaType)?.extension ?? 'bin';
