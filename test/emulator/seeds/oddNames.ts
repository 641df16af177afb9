import { smallOrchestration, smallTransformation } from './contents';
import { anna, toAuthor } from './people';
import { type SeedContent } from './seed';

/** The smallest PNG there is: one transparent pixel. */
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

/** ISO 8859-1: the umlauts are single bytes, which no UTF-8 decoder accepts. */
const latin1 = Buffer.from('Umsatz für Österreich, Größe in m²\r\n', 'latin1').toString('base64');

const lfsPointer = [
  'version https://git-lfs.github.com/spec/v1',
  'oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393',
  'size 12345',
  '',
].join('\n');

/** Everything a path or a file can be that ordinary repositories rarely have. */
export const oddNames: SeedContent = {
  commits: [
    {
      branch: 'main',
      message: 'Files nobody expects\n',
      author: toAuthor(anna),
      date: '2026-09-09T09:09:09Z',
      files: {
        'README.md': '# Odd names\n',
        'with space.orch.yaml': smallOrchestration('A space in the name', 'SELECT 1;'),
        'Größe & Umfang.tran.yaml': smallTransformation('Umlauts and an ampersand', 'RAW_GROESSE', 'GROESSE'),
        'hash#tag.orch.yaml': smallOrchestration('A hash sign in the name', 'SELECT 2;'),
        '100% load.orch.yaml': smallOrchestration('A per cent sign in the name', 'SELECT 3;'),
        'a+b.tran.yaml': smallTransformation('A plus sign in the name', 'RAW_A', 'B'),
        'it\'s "quoted".orch.yaml': smallOrchestration('Quotes in the name', 'SELECT 4;'),
        'percent%20encoded.orch.yaml': smallOrchestration('Looks encoded and is not', 'SELECT 5;'),
        'question?mark.orch.yaml': smallOrchestration('A question mark in the name', 'SELECT 6;'),
        'back\\slash.txt': 'A backslash is an ordinary character in Git.\n',
        '日本語/売上.orch.yaml': smallOrchestration('Japanese names', 'SELECT 7;'),
        'deep/er/and/deep/er/still/and/on/and/on/Bottom.tran.yaml': smallTransformation('Deep down', 'RAW_X', 'X'),
        'Folder.orch.yaml/Inner.tran.yaml': smallTransformation('In a folder that looks like a pipeline', 'RAW_Y', 'Y'),
        'pictures/pixel.png': { base64: png },
        'text/latin1.txt': { base64: latin1 },
        'text/large.txt': {
          repeat: 'A line of text that is repeated until the file is large enough.\n',
          times: 32_768,
        },
        'text/empty.txt': '',
        'scripts/run.sh': { text: '#!/bin/sh\necho ran\n', mode: '100755' },
        'link to readme': { text: 'README.md', mode: '120000' },
        'model/weights.bin': lfsPointer,
      },
    },
  ],
};
