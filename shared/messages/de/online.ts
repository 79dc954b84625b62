// German texts of the online part: the checks before a step, the phases of calls, the hold.
import type { OnlineTexts } from '../en/online.ts';

export const germanOnlineTexts: OnlineTexts = {
  checks: {
    'account-tenant': 'Das Konto gehört zum erwarteten Mandanten',
    'account-in-plan': 'Das Konto gehört einem Bediener des Plans',
    'azure-versions': 'Die Versionen der Schnittstellen von Azure',
    provider: 'Das Abonnement ist für Managed HSM registriert',
    'own-rights': 'Was dieses Konto in Azure darf',
    'region-quota': 'HSMs in der Region, gegen die dokumentierte Grenze',
    'storage-role': 'Die Identität hat ihre Rolle auf dem Container',
    'storage-network': 'Das HSM kommt durch die Firewall des Speichers',
    'target-name-free': 'Der Name des neuen HSM ist frei',
    'target-state': 'Das neue HSM ist in dem Zustand, den dieser Schritt braucht',
    'target-new': 'Das HSM dieser Aktivierung ist noch nicht aktiv',
    'target-active': 'Das HSM dieser Neuverschlüsselung ist aktiv',
    'target-identity': 'Die Identität für das Speicherkonto ist zugeordnet',
    administrators: 'Die Administratoren des neuen HSM',
    'source-state': 'Das verlorene HSM',
    container: 'Der Container der Sicherungen',
    'source-folder': 'Der Ordner der Sicherung der Quelle',
    immutability: 'Unveränderlichkeits-Richtlinien und Aufbewahrungspflichten auf dem Container',
    'external-keys': 'Externe Schlüssel in der Sicherung',
    'backup-tenant': 'Die Sicherung gehört zum Verzeichnis des Plans',
    'operators-in-backup': 'Wer hier arbeitet, ist Administrator in der Sicherung',
  },
  todo: {
    'account-tenant': 'Melden Sie sich ab, und melden Sie sich in jenem Mandanten wieder an.',
    'account-in-plan': 'Sagen Sie laut, wer angemeldet ist. Ein Verwahrer meldet sich ab: Sein Teil ist offline.',
    'azure-versions':
      'Besorgen Sie vor jenem Tag eine neuere Version von Lifeboat. Bis dahin arbeitet eine ältere Schnittstelle noch.',
    provider: 'Lassen Sie den Anbieter Microsoft.KeyVault im Abonnement registrieren. Es dauert einige Minuten.',
    'own-rights':
      'Lassen Sie diesem Konto die fehlenden Rollen zuweisen, oder melden Sie sich mit einem anderen an; geben Sie sie nach der Wiederherstellung zurück.',
    'region-quota':
      'Löschen Sie endgültig, was niemand braucht, beantragen Sie eine höhere Grenze, oder wählen Sie eine andere Region, bevor jemand reist.',
    'storage-role':
      'Lassen Sie der Identität „Storage Blob Data Contributor“ auf dem Container zuweisen. Es kann einige Minuten dauern.',
    'storage-network':
      'Lassen Sie in der Firewall des Speicherkontos vertrauenswürdige Dienste durch, oder öffnen Sie sie für die Wiederherstellung.',
    'target-name-free':
      'Wählen Sie einen anderen Namen, oder holen Sie das HSM zurück, das ihn hat, oder löschen Sie es endgültig: auf der Seite „Gelöschte HSMs“ oder mit „lifeboat hsm deleted“.',
    'target-state': 'Sehen Sie sich das HSM im Portal an. In ein aktives wird nichts wiederhergestellt.',
    'target-new':
      'Vergleichen Sie den Namen des HSM mit dem Papier. Ein aktives bekommt neue Verwahrer in einer Neuverschlüsselung; sie hat einen eigenen Plan.',
    'target-active':
      'Vergleichen Sie den Namen des HSM mit dem Papier. Ein neues wird aktiviert, in einer Zeremonie mit eigenem Plan.',
    'target-identity':
      'Hängen Sie dem HSM die Identität des Plans an: auf der Seite „Speicher-Identität“ oder mit „lifeboat hsm identity“.',
    administrators: 'Sorgen Sie dafür, dass die Bediener oder ihre Gruppe Administratoren des neuen HSM sind.',
    'source-state':
      'Ist das alte HSM nur vorläufig gelöscht, holen Sie es zurück: auf der Seite „Gelöschte HSMs“ oder mit „lifeboat hsm deleted“. Arbeitet es noch, wird diese Wiederherstellung nicht gebraucht.',
    container:
      'Vergleichen Sie Konto und Container mit dem Papier. Ein neuer Container entsteht bei der Sicherung, wenn Sie es dort sagen.',
    'source-folder':
      'Suchen Sie den Ordner der letzten Sicherung, und lassen Sie den Plan berichtigen und neu freigeben.',
    immutability:
      'Wählen Sie einen Container ohne Richtlinie und ohne rechtliche Aufbewahrung: Dort kann keine Sicherung abgeschlossen werden.',
    'external-keys':
      'Fragen Sie den Hersteller der externen Schlüsselverwaltung und Microsoft, wie diese Schlüssel zurückkommen. Vor dem Zurückspielen entscheiden zwei Personen.',
    'backup-tenant':
      'Nehmen Sie die Sicherung eines HSM aus diesem Verzeichnis, oder berichtigen Sie den Mandanten im Plan: Ein HSM gehört zu einem Verzeichnis.',
    'operators-in-backup':
      'Finden Sie jemanden, der Administrator in der Sicherung ist, oder entscheiden Sie durch eine Ausnahme bei Schritt C5.',
  },
  outcomes: {
    ok: 'in Ordnung',
    look: 'HINSEHEN',
    stop: 'STOPP',
    unknown: 'unbekannt',
  },
  phases: {
    intended: 'vielleicht gesendet: Führen Sie den Schritt noch einmal aus; er fragt nach und wiederholt nichts',
    answered: 'der Dienst arbeitet: Führen Sie den Schritt noch einmal aus, um auf das Ende zu warten',
    succeeded: 'getan und zurückgelesen',
    failed: 'abgelehnt oder gescheitert',
    unknown: 'unbekannt: Finden Sie heraus, was daraus wurde, und tragen Sie es mit „decide“ ein',
  },
  hold: {
    'no-restore-point': 'hat nicht begonnen: Es gibt keine Sicherung vor der Wiederherstellung',
    running: 'läuft',
    over: 'ist vorbei',
  },
  parts: {
    operator: 'ein Bediener dieses Plans',
    custodian: 'EIN VERWAHRER, der hier nicht handeln darf',
    other: 'mit einer anderen Aufgabe als Bediener',
    nobody: 'kein Name des Plans ist der dieses Kontos; sagen Sie laut, wer angemeldet ist',
  },
  granted: { yes: 'darf', no: 'DARF NICHT', unknown: 'nicht bekannt' },
  createFirst: 'Legen Sie zuerst das neue HSM an; sehen Sie dann wieder nach.',
  preFlightClear: 'NICHTS STEHT IM WEG, soweit es sich erfragen ließ.',
  preFlightStops: 'STOPP: Berichtigen Sie dies, bevor jemand reist.',
  rolesNotTold:
    'Das HSM nennt die Rollen nicht: Es ist noch nicht angelegt oder nicht aktiv, oder dieses Konto darf nicht fragen.',
  rolesThroughGroup: 'Diesem Konto selbst ist keine Rolle zugewiesen; eine Gruppe kann eine haben.',
  notProvenAlone:
    'Ein Abruf allein beweist wenig: Der zweite Bediener holt ihn auf einer anderen Maschine, und beide signieren.',
  inventory: {
    lists: {
      roles: 'Rollenzuweisungen',
      settings: 'Einstellungen des HSM',
      regions: 'Regionen',
      rotationPolicies: 'Rotationsrichtlinien',
      releasePolicies: 'Freigaberichtlinien',
      softDeletedKeys: 'gelöschte Schlüssel',
    },
    reasons: {
      forbidden: 'das Konto, das gefragt hat, darf sie nicht lesen',
      'not-offered': 'der Dienst bietet sie nicht an',
      'not-understood': 'die Antwort hat eine Form, die dieses Programm nicht kennt',
      'not-asked': 'niemand hat danach gefragt',
      'no-control-plane': 'die Steuerungsebene wurde nicht erreicht',
      'too-long': 'länger, als eine Bestandsliste fassen kann',
      'earlier-format': 'eine Bestandsliste dieses früheren Formats hat sie nicht',
    },
    notRestored: {
      'replaced-roles':
        'Rollenzuweisungen: Das Zurückspielen hat die des neuen HSM durch die der Sicherung ersetzt. Gehen Sie sie durch, weisen Sie fehlende wieder zu, und entfernen Sie, was nicht mehr stimmt.',
      'external-keys':
        'Externe Schlüssel und die Verbindung zu ihrer Verwaltung (EKM): sind nicht so in einer Sicherung, wie sie sein müssen. Richten Sie zuerst die Verbindung ein, und legen Sie dann jeden externen Schlüssel neu an.',
      settings:
        'Einstellungen des HSM: kommen nicht nachweislich zurück. Vergleichen Sie sie, und setzen Sie, was abweicht.',
      'rotation-policies':
        'Rotationsrichtlinien der Schlüssel: kommen nicht nachweislich zurück. Ohne sie wird ein Schlüssel nicht von selbst erneuert.',
      'release-policies':
        'Freigaberichtlinien exportierbarer Schlüssel: kommen nicht nachweislich zurück. Vergleichen Sie sie, bevor jemand einen Schlüssel freigibt.',
      'soft-deleted-keys':
        'Gelöschte Schlüssel: sind nicht nachweislich in einer Sicherung. Wer noch einen brauchen könnte, muss es jetzt sagen.',
      regions:
        'Replikate in anderen Regionen: Sie gehören zum verlorenen HSM. Fügen Sie dem neuen die Regionen in Azure hinzu, wenn alles andere getan ist. Das dauert bis zu 30 Minuten, in denen nichts geändert werden darf; später erreicht eine Änderung jede Region innerhalb von 6 Minuten.',
      'network-rules':
        'Netzwerkregeln, öffentlicher Zugang und private Endpunkte: Sie gehören zum verlorenen HSM. Vergleichen Sie die des neuen mit dem Plan.',
    },
  },
  reportOffline:
    'Melden Sie der Offline-Seite: „hochgeladen“. Erstellen Sie dann die Sicherung vor der Wiederherstellung.',
};
