// German sentences for what can be wrong with files and media.
import type { FilesFault } from '../../../faults/files.ts';
import type { AdviceBook } from '../../advice.ts';
import { inGerman } from './words.ts';
import { number } from '../formats.ts';

const nothingWritten = 'Es wurde nichts geschrieben und keine Datei geändert.';
const noRemains = 'Es blieb keine unfertige Datei zurück, und keine andere Datei wurde berührt.';

const unportable = {
  device: 'Windows hält ihn für ein Gerät.',
  character: 'Er enthält eines der Zeichen < > : " / \\ | ? * oder ein unsichtbares.',
  end: 'Er endet mit einem Punkt oder einem Leerzeichen, und Windows lässt beides weg.',
  length: 'Er hat mehr als 255 Zeichen oder mehr als 255 Bytes.',
} as const;

export const filesAdvice: AdviceBook<FilesFault> = {
  FILE_NOT_FOUND: ({ name }) => ({
    happened: `Es gibt keine Datei „${name}“.`,
    safe: nothingWritten,
    todo: 'Prüfen Sie den Namen, und ob der richtige Stick steckt.',
  }),
  FILE_NOT_A_FILE: ({ name }) => ({
    happened: `„${name}“ ist ein Ordner oder ein Gerät und keine Datei.`,
    safe: nothingWritten,
    todo: 'Wählen Sie die Datei darin.',
  }),
  FILE_ELSEWHERE: ({ name }) => ({
    happened: `„${name}“ führt an einen anderen Ort: Es ist eine Verknüpfung oder wurde gegen eine ausgetauscht, seit die Liste gezeigt wurde.`,
    safe: 'Die Datei wurde nicht gelesen, und nichts wurde geschrieben.',
    todo: 'Legen Sie diesen Stick beiseite, und klären Sie, wer ihn vorbereitet hat. Nehmen Sie die Datei von einem anderen Stick.',
  }),
  FILE_CHANGED: ({ name }) => ({
    happened: `„${name}“ ist nicht mehr die Datei, die Ihnen gezeigt wurde: Sie wurde inzwischen ausgetauscht.`,
    safe: 'Nichts wurde signiert, und nichts wurde geschrieben.',
    todo: 'Klären Sie, wer sie geändert hat. Öffnen Sie die Datei dann neu, und prüfen Sie, was jetzt darin steht, bevor Sie weitermachen.',
  }),
  FOLDER_NOT_FOUND: ({ name }) => ({
    happened: `Es gibt keinen Ordner „${name}“, in den geschrieben werden kann.`,
    safe: nothingWritten,
    todo: 'Legen Sie den Ordner an, oder prüfen Sie seinen Namen, und ob der richtige Stick steckt.',
  }),
  FILE_NAME_UNPORTABLE: ({ name, problem }) => ({
    happened: `„${name}“ ist ein Name, den nicht jedes System behalten kann: ${unportable[problem]}`,
    safe: nothingWritten,
    todo: 'Wählen Sie einen Namen aus Buchstaben, Ziffern, Bindestrichen und Punkten, etwa datei-2.json.',
  }),
  FILE_TOO_LARGE: ({ name, limit }) => ({
    happened: `„${name}“ hat mehr als ${number(limit)} Bytes: Es kann keine Datei dieser Art sein.`,
    safe: nothingWritten,
    todo: 'Wählen Sie die richtige Datei.',
  }),
  FILE_FORBIDDEN: ({ name }) => ({
    happened: `Das System erlaubt den Zugriff auf „${name}“ nicht.`,
    safe: nothingWritten,
    todo: 'Prüfen Sie die Rechte der Datei und ihres Ordners.',
  }),
  FILE_EXISTS: ({ name }) => ({
    happened: `Eine Datei „${name}“ gibt es schon. Dateien werden nie überschrieben.`,
    safe: 'Die vorhandene Datei ist unverändert.',
    todo: 'Wählen Sie einen anderen Namen, oder legen Sie die vorhandene Datei selbst an einen anderen Ort.',
  }),
  FILE_READ_BACK_DIFFERS: ({ name }) => ({
    happened: `„${name}“ wurde geschrieben, aber beim Zurücklesen kamen andere Bytes: Das Medium ist fehlerhaft.`,
    safe: noRemains,
    todo: 'Legen Sie diesen Stick beiseite, kennzeichnen Sie ihn, und verwenden Sie einen anderen.',
  }),
  FILE_FAILED: ({ name, reason }) => ({
    happened: `Das System konnte mit „${name}“ nicht arbeiten (${inGerman(reason)}).`,
    safe: noRemains,
    todo: 'Versuchen Sie es noch einmal; geschieht es zweimal, verwenden Sie ein anderes Medium.',
  }),
  MEDIUM_LOST: ({ name }) => ({
    happened: `Das Medium mit „${name}“ verschwand oder antwortet nicht mehr.`,
    safe: 'Dieses Programm hat nichts geändert, was darauf war.',
    todo: 'Stecken Sie den Stick wieder ein, warten Sie, bis er angezeigt wird, und wiederholen Sie diesen Schritt.',
  }),
  MEDIUM_FULL: ({ name }) => ({
    happened: `Für „${name}“ ist kein Platz.`,
    safe: noRemains,
    todo: 'Verwenden Sie ein leeres Medium.',
  }),
  MEDIUM_READ_ONLY: ({ name }) => ({
    happened: `„${name}“ kann nicht geschrieben werden: Das Medium ist schreibgeschützt.`,
    safe: nothingWritten,
    todo: 'Verwenden Sie ein Medium ohne Schreibschutz, und prüfen Sie, ob es der AUS-Stick ist.',
  }),
  OUTPUT_LOST: ({ reason }) => ({
    happened: `Die Ausgabe dieses Befehls ließ sich nicht schreiben (${reason}): Seine Antwort fehlt oder ist abgeschnitten.`,
    safe: 'Der Befehl lief bis zu seinem Ende. Was er getan hat, gilt, mit seinen Dateien und seinem Journal.',
    todo: 'Schaffen Sie Platz, wo die Ausgabe hingeht. Sehen Sie mit „lifeboat status“ nach, was geschehen ist, bevor Sie etwas wiederholen.',
  }),
};
