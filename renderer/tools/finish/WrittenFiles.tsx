// Every file that this session wrote, with its hash: what the record is compared with.
import type { WrittenFile } from '#shared/contract/files.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Table } from '#renderer/ui/Table.tsx';

export function WrittenFiles({ files }: { readonly files: readonly WrittenFile[] }) {
  const t = useTexts('finish').files;
  return (
    <Table caption={t.caption} columns={[t.file, t.sha256, t.readBack]}>
      {files.map(({ volume, name, bytes, sha256, readBack }, at) => (
        <tr key={at}>
          <td>
            <span className="mono">{volume === '' ? name : `${volume}: ${name}`}</span>
            <br />
            <span className="soft">{t.bytes(bytes)}</span>
          </td>
          <td className="mono">{sha256}</td>
          <td>
            <Badge tone={readBack ? 'good' : 'stop'}>{readBack ? t.same : t.differs}</Badge>
          </td>
        </tr>
      ))}
    </Table>
  );
}
