// German: the living map.
import type { MapTexts } from '../en/map.ts';

export const germanMap: MapTexts = {
  title: 'Wo alles ist',
  places: {
    'lost-hsm': 'Verlorenes HSM',
    backup: 'Sicherung',
    'new-hsm': 'Neues HSM',
    online: 'Online-Maschine',
    gap: 'Netztrennung',
    offline: 'Offline-Laptop',
    custodians: 'Verwahrer',
  },
  now: (places) => `Jetzt hier: ${places}.`,
  nothingNow: 'Gerade wird nichts getan.',
  acting: (roles) => `Jetzt handeln: ${roles}.`,
  wrong: (places) => `Eine Prüfung ist gescheitert: ${places}.`,
  hsm: {
    none: 'Mit dem neuen HSM wurde noch nichts getan.',
    made: 'Das neue HSM ist da, und leer.',
    recovery: 'Das neue HSM wartet auf eine Sicherheitsdomäne.',
    active: 'Das neue HSM ist aktiv. Seine Schlüssel sind nicht zurückgespielt.',
    restored: 'Die Sicherung ist zurückgespielt. Niemand hat sie schon verglichen.',
    verified: 'Die Sicherung ist zurückgespielt und wurde angesehen.',
  },
  parcels: {
    certificates: 'Die Zertifikate der Verwahrer',
    'security-domain': 'Die Sicherheitsdomäne',
    'exchange-key': 'Der Austauschschlüssel',
    blob: 'Der Wiederherstellungs-Blob',
  },
  at: {
    'new-hsm': 'im neuen HSM',
    online: 'auf der Online-Maschine',
    stick: 'auf seinem Stick, zwischen den Maschinen',
    offline: 'auf dem Offline-Laptop',
  },
  parcel: (what, at) => `${what}: ${at}.`,
  shares: (given, required) =>
    given < required
      ? `Verwahrer: ${given} von ${required} haben gegeben, ${required - given} fehlen noch.`
      : `Verwahrer: ${given} von ${required} haben gegeben.`,
  open: 'Karte',
  key: 'F2 öffnet die Karte von überall.',
  close: 'Schließen',
  ownWord:
    'Diese Maschine weiß, was sie selbst getan hat und was sie erreicht hat. Was die andere Seite seither tat, kann sie nicht wissen.',
};
