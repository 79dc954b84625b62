// Every file that this session wrote, with its hash: what the record is compared with.
import type { WrittenFile } from '../../../shared/contract/files.ts';
import { Mark } from '../../ui/Mark.tsx';

export function WrittenFiles({ files }: { readonly files: readonly WrittenFile[] }) {
  return (
    <table className="table">
      <caption className="visually-hidden">Files written in this session</caption>
      <thead>
        <tr>
          <th scope="col">Stick and file</th>
          <th scope="col">SHA-256</th>
          <th scope="col">Read back</th>
        </tr>
      </thead>
      <tbody>
        {files.map(({ volume, name, bytes, sha256, readBack }, at) => (
          <tr key={at}>
            <td>
              <span className="mono">{volume === '' ? name : `${volume}: ${name}`}</span>
              <br />
              <span className="soft">{bytes} bytes</span>
            </td>
            <td className="mono">{sha256}</td>
            <td>
              <Mark tone={readBack ? 'good' : 'stop'}>{readBack ? 'same' : 'differs'}</Mark>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
