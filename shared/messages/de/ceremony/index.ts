// The German catalogue of the ceremonies.
import type { CeremonyTexts } from '../../ceremony-texts.ts';
import { activationTexts } from './activation.ts';
import { blockTexts } from './blocks.ts';
import { drillTexts } from './drill.ts';
import { emergencyTexts } from './emergency.ts';
import { recoveryOfflineTexts } from './recovery-offline.ts';
import { recoveryOnlineTexts } from './recovery-online.ts';

export const germanCeremony: CeremonyTexts = {
  titles: {
    activation: 'Aktivierung',
    're-wrap': 'Neue Verwahrer (Neuverschlüsselung)',
    'recovery-offline': 'Notfall-Wiederherstellung, Offline-Teil',
    'recovery-online': 'Notfall-Wiederherstellung, Online-Teil',
    drill: 'Quorum-Übung',
    'emergency-offline': 'Notfall-Wiederherstellung, Offline-Teil',
    'emergency-online': 'Notfall-Wiederherstellung, Online-Teil',
  },
  parts: {
    O: { title: 'Eröffnung' },
    M: { title: 'Maschine: {machine}' },
    MN: { title: 'Maschine: {machine}' },
    Z: { title: 'Abschluss' },
    I: {
      title: 'Vorfallsblatt',
      note: 'Nur wenn der Austauschschlüssel oder der Blob zweifelhaft ist oder das Hochladen abgelehnt wurde.',
    },
    a1: { title: 'Vor jedem Schlüssel' },
    a2: { title: 'Schlüssel von {custodian} ({k} von {of})' },
    a3: { title: 'Die Zertifikate gehen online' },
    a4: { title: 'Herunterladen der Sicherheitsdomäne' },
    a5: { title: 'Die Sicherheitsdomäne kommt zurück' },
    a6: { title: 'Nachweis von {custodian} ({k} von {of})' },
    a7: { title: 'Sichere Verwahrung' },
    e1: { title: 'Netztrennung, Sicherheitsdomäne, Austauschschlüssel' },
    e2: { title: 'Verwahrer {k} von {of}' },
    e3: { title: 'Bauen und übergeben' },
    f1: { title: 'Das neue HSM und sein Austauschschlüssel' },
    f2: { title: 'Hochladen' },
    f3: { title: 'Wiederherstellen und prüfen' },
    b0: { title: 'Einberufung' },
    b1: { title: 'Die Datei der Sicherheitsdomäne' },
    b2: { title: 'Der Austauschschlüssel kommt herein' },
    b3: {
      title: 'Verwahrer {k} von {of}',
      note: 'Wenn nach einem angenommenen Anteil der Strom ausfällt oder die Maschine nicht mehr vom Netz getrennt ist, sind alle Anteile verloren: Ausnahme vermerken und mit dem ersten Verwahrer neu beginnen.',
    },
    b4: { title: 'Bauen und übergeben' },
    c0: { title: 'Einberufung' },
    c1: { title: 'Prüfungen, bevor das Quorum reist' },
    c2: { title: 'Das neue HSM' },
    c3: { title: 'Wiederherstellungsmodus und Austauschschlüssel' },
    c4: { title: 'Hochladen' },
    c5: { title: 'Sicherung vor der Wiederherstellung' },
    c6: { title: 'Zurückspielen' },
    c7: { title: 'Prüfen' },
    d0: { title: 'Entscheidung' },
    d1: { title: 'Prüfung auf Papier' },
    d2: { title: 'Stufe D1: Anteil von {custodian} ({k} von {of})' },
    d3: { title: 'Stufe D1: Zählung' },
    d4: { title: 'Stufe D2: Verwahrer {k} von {of}' },
    d5: { title: 'Stufe D2: Zusammensetzen' },
    d6: { title: 'Stufe D3: Probe mit einem Übungssatz' },
    d7: { title: 'Stufe D4: echte Probe' },
    d8: { title: 'Befunde' },
  },
  steps: {
    ...blockTexts,
    ...activationTexts,
    ...recoveryOfflineTexts,
    ...recoveryOnlineTexts,
    ...drillTexts,
    ...emergencyTexts,
  },
  roles: {
    CA: {
      name: 'Zeremonienleitung',
      does: 'Liest jeden Schritt vor, leitet, entscheidet über Ausnahmen.',
      mustNotBe: 'Verwahrer, W1',
    },
    OP: {
      name: 'Offline-Bediener',
      does: 'Die einzigen Hände am Offline-Laptop, außer für das Kennwort eines Verwahrers.',
      mustNotBe: 'W1; RO1 oder RO2 derselben Zeremonie',
    },
    C: {
      name: 'Schlüssel-Verwahrer',
      does: 'Eigener Stick, eigenes Kennwort, eigenes Kürzel.',
      mustNotBe: 'RO1, RO2, W1, Administrator eines beteiligten HSM',
    },
    RO1: { name: 'Online-Bediener 1', does: 'Handelt an der Online-Maschine.', mustNotBe: 'Verwahrer' },
    RO2: {
      name: 'Online-Bediener 2',
      does: 'Bestätigt und prüft den Austauschschlüssel allein an einer zweiten Maschine. Im Online-Raum: liest jeden Schritt vor und ist der Zeuge.',
      mustNotBe: 'Verwahrer',
    },
    W1: {
      name: 'Interner Zeuge',
      does: 'Führt das maßgebliche Exemplar: Zeiten, Kürzel, Ausnahmen.',
      mustNotBe: 'Wer handelt',
    },
    W2: {
      name: 'Externer Zeuge',
      does: 'Beobachtet, bezeugt, behält eine eigene Fingerabdruck-Karte.',
      mustNotBe: 'Mitglied des Teams, wenn möglich',
    },
    MC: {
      name: 'Medienverwaltung',
      does: 'Öffnet Tresor und Beutel, führt das Medienbuch, vernichtet.',
      mustNotBe: 'Verwahrer',
    },
    SL: { name: 'Sicherheitsleitung', does: 'Entscheidet mit CA nach einem Vorfall.', mustNotBe: 'Verwahrer' },
    ALL: { name: 'Alle', does: 'Alle Anwesenden.', mustNotBe: 'Keine Einschränkung' },
  },
};
