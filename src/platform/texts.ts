import type { Catalogue, ErrorText } from '#core/language.ts';

/** What the edges themselves say, in every language; features bring their own catalogues. */
interface PlatformTexts {
  errors: Readonly<Record<string, ErrorText>>;
  stranger: string;
  unknownAction: string;
  unknownCommand: (p: { name: string }) => string;
  commandsForStaffOnly: string;
  helpForPartner: string;
  helpForStaff: string;
  homeTitle: string;
  homeForStranger: string;
}

const en: PlatformTexts = {
  errors: {
    bug: (p) =>
      `That did not work, and it is our fault. What you entered is kept. Our team can look it up under ${String(p['reference'])}; please try again in a few minutes.`,
    forbidden: () => 'That is not yours to do here. Nothing was changed. Ask your partner manager if it should be.',
    slack_unavailable: () => 'Slack did not answer us just now. Nothing is lost; please try again in a minute.',
    trigger_expired: () => 'That took too long. Nothing is lost; please press the button again.',
    slack_missing: () => 'Slack no longer knows that channel or person. Nothing was changed.',
    slack_rejected: () =>
      'Slack did not allow that here. Nothing was changed; ask your partner manager to check the channel.',
    unavailable: () => 'We could not save that just now. Your input is kept; please try again in a minute.',
    bad_metadata: () => 'This form is out of date. Nothing was changed; please open it again.',
    not_found: () => 'Not found. It may have been closed; nothing was changed.',
    job_payload: (p) => `The job ${String(p['job'])} cannot run with that input. Nothing was changed.`,
    mongo_unreachable: () =>
      'MongoDB does not answer at MONGODB_URI. Nothing was changed; start it, or correct the address.',
    mongo_standalone: () =>
      'MongoDB must be a replica set (one member is enough). Nothing was started; compose.yaml shows how.',
    config: () => 'Settings are missing or wrong. Nothing was started; see the list.',
    ops_listen: () => 'OPS_HOST and OPS_PORT cannot be listened on. Nothing was started; choose another port.',
    not_migrated: () => 'The database is not up to date. Nothing was started; run: npm run migrate',
    migration_running: () => 'Another migration is running. Nothing was changed; wait for it, ten minutes at most.',
    other_home_team: () =>
      'This database belongs to another Slack workspace than SLACK_BOT_TOKEN. Nothing was started; use the right token or another database.',
    slack_credentials: () =>
      'Slack refuses SLACK_BOT_TOKEN. Nothing was started; reinstall the app and copy the token again.',
    unreadable_document: () =>
      'That record cannot be read. It was set aside and our team is told; nothing else changed.',
  },
  stranger:
    'I work for the two companies that share this channel and cannot help you here. Please ask your own contact.',
  unknownAction: 'This button is no longer in use. Nothing was changed; look for a newer message in this channel.',
  unknownCommand: (p) => `I do not know \`/partner ${p.name}\`. Nothing was changed. These I know:`,
  commandsForStaffOnly:
    '`/partner` is for the vendor’s staff. Please use the buttons of the pinned message, or mention me.',
  helpForPartner: '*What I can do for you* — press the buttons of the pinned message, or mention me:',
  helpForStaff: '*Commands for partner managers*',
  homeTitle: 'Drumbeat',
  homeForStranger: 'There is nothing for you here yet. Ask your partner manager to connect your channel.',
};

const de: PlatformTexts = {
  errors: {
    bug: (p) =>
      `Das hat nicht geklappt, und es liegt an uns. Ihre Eingabe ist gesichert. Unser Team findet den Fall unter ${String(p['reference'])}; bitte versuchen Sie es in ein paar Minuten erneut.`,
    forbidden: () =>
      'Das dürfen Sie hier nicht tun. Es wurde nichts geändert. Fragen Sie bei Bedarf Ihre Partnerbetreuung.',
    slack_unavailable: () =>
      'Slack hat gerade nicht geantwortet. Es ist nichts verloren; bitte versuchen Sie es in einer Minute erneut.',
    trigger_expired: () =>
      'Das hat zu lange gedauert. Es ist nichts verloren; bitte drücken Sie den Knopf noch einmal.',
    slack_missing: () => 'Slack kennt diesen Kanal oder diese Person nicht mehr. Es wurde nichts geändert.',
    slack_rejected: () =>
      'Slack hat das hier nicht erlaubt. Es wurde nichts geändert; bitten Sie Ihre Partnerbetreuung, den Kanal zu prüfen.',
    unavailable: () =>
      'Wir konnten das gerade nicht speichern. Ihre Eingabe ist gesichert; bitte versuchen Sie es in einer Minute erneut.',
    bad_metadata: () => 'Dieses Formular ist veraltet. Es wurde nichts geändert; bitte öffnen Sie es neu.',
    not_found: () => 'Nicht gefunden. Vielleicht wurde es geschlossen; es wurde nichts geändert.',
    job_payload: (p) =>
      `Der Auftrag ${String(p['job'])} kann mit dieser Eingabe nicht laufen. Es wurde nichts geändert.`,
    mongo_unreachable: () =>
      'MongoDB antwortet nicht unter MONGODB_URI. Es wurde nichts geändert; starten Sie es oder berichtigen Sie die Adresse.',
    mongo_standalone: () =>
      'MongoDB muss ein Replica Set sein (ein Mitglied genügt). Es wurde nichts gestartet; compose.yaml zeigt, wie.',
    config: () => 'Einstellungen fehlen oder sind falsch. Es wurde nichts gestartet; siehe die Liste.',
    ops_listen: () =>
      'Auf OPS_HOST und OPS_PORT kann nicht gelauscht werden. Es wurde nichts gestartet; wählen Sie einen anderen Port.',
    not_migrated: () =>
      'Die Datenbank ist nicht auf dem Stand. Es wurde nichts gestartet; führen Sie aus: npm run migrate',
    migration_running: () =>
      'Eine andere Migration läuft. Es wurde nichts geändert; warten Sie, höchstens zehn Minuten.',
    other_home_team: () =>
      'Diese Datenbank gehört zu einem anderen Slack-Workspace als SLACK_BOT_TOKEN. Es wurde nichts gestartet; nehmen Sie das richtige Token oder eine andere Datenbank.',
    slack_credentials: () =>
      'Slack lehnt SLACK_BOT_TOKEN ab. Es wurde nichts gestartet; installieren Sie die App neu und kopieren Sie das Token noch einmal.',
    unreadable_document: () =>
      'Dieser Eintrag ist nicht lesbar. Er wurde beiseitegelegt, unser Team weiß Bescheid; sonst wurde nichts geändert.',
  },
  stranger:
    'Ich arbeite für die beiden Unternehmen, die diesen Kanal teilen, und kann Ihnen hier nicht helfen. Bitte fragen Sie Ihren eigenen Kontakt.',
  unknownAction:
    'Dieser Knopf wird nicht mehr verwendet. Es wurde nichts geändert; bitte suchen Sie eine neuere Nachricht in diesem Kanal.',
  unknownCommand: (p) => `\`/partner ${p.name}\` kenne ich nicht. Es wurde nichts geändert. Ich kenne:`,
  commandsForStaffOnly:
    '`/partner` ist für das Team des Herstellers. Bitte benutzen Sie die Knöpfe der angehefteten Nachricht oder erwähnen Sie mich.',
  helpForPartner:
    '*Was ich für Sie tun kann* — drücken Sie die Knöpfe der angehefteten Nachricht oder erwähnen Sie mich:',
  helpForStaff: '*Befehle für die Partnerbetreuung*',
  homeTitle: 'Drumbeat',
  homeForStranger: 'Hier gibt es noch nichts für Sie. Bitten Sie Ihre Partnerbetreuung, Ihren Kanal zu verbinden.',
};

export const platformTexts: Catalogue<PlatformTexts> = { en, de };
