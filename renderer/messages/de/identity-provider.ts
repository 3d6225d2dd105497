import type { IdentityProviderMessages } from '../en/identity-provider.ts'

/** Signing in at the identity provider, in German. */
export const identityProvider: IdentityProviderMessages = {
  identityProvider: {
    title: 'Identitätsanbieter',
    text: 'Konten können sich auch dort anmelden, wo sich Ihr Büro ohnehin anmeldet (OpenID Connect). Was sie dürfen, entscheiden weiterhin Sie hier.',
    setUp: 'Identitätsanbieter einrichten',
    change: 'Identitätsanbieter ändern',
    remove: 'Identitätsanbieter entfernen',
    removeTitle: 'Den Identitätsanbieter entfernen?',
    removeText: 'Konten ohne Passphrase können sich nicht anmelden, bis ein Inhaber ihnen eine gibt.',
    name: 'Name auf der Schaltfläche',
    nameHint: 'Auf der Schaltfläche steht „Anmelden mit …“.',
    nameRequired: 'Bitte geben Sie einen Namen ein.',
    issuer: 'Adresse (Aussteller)',
    issuerHint: 'Ihr Anbieter nennt sie. Sie beginnt mit https://.',
    issuerRequired: 'Bitte geben Sie die Adresse des Anbieters ein. Sie beginnt mit https://.',
    clientId: 'Client-ID',
    clientIdRequired: 'Bitte geben Sie die Client-ID ein.',
    clientSecret: 'Client-Geheimnis',
    secretHint: 'Lassen Sie es leer, wenn der Anbieter keines vergeben hat.',
    secretKept: 'Lassen Sie es leer, um das gespeicherte zu behalten.',
    port: 'Fester Port',
    portHint: 'Lassen Sie ihn leer, wenn der Anbieter keinen bestimmten Port verlangt (1024 bis 65535).',
    returnAddress: 'Adresse, die beim Anbieter einzutragen ist',
    returnHint:
      'Tragen Sie sie als Weiterleitungsadresse einer Desktop-App ein. Erlaubt sein muss jeder Port oder der angezeigte.',
    secretStored: 'mit Geheimnis',
    noSecret: 'ohne Geheimnis',
    signInWith: (name) => `Anmelden mit ${name}`,
    or: 'oder',
    onward: 'Melden Sie sich im Browser an, der gerade aufgegangen ist. Dieses Fenster folgt von selbst.',
    identity: 'Anmeldung beim Anbieter',
    identityTitle: (name) => `Anmeldung beim Anbieter: ${name}`,
    kinds: {
      none: 'Nicht möglich',
      email: 'Mit E-Mail-Adresse',
      subject: 'Mit Kennung',
    },
    email: 'E-Mail-Adresse',
    emailHint: 'So, wie der Anbieter sie bestätigt hat. Mit der ersten Anmeldung gehört das Konto der Person dahinter.',
    emailRequired: 'Bitte geben Sie eine E-Mail-Adresse ein.',
    subject: 'Kennung (Subject)',
    subjectHint: 'So nennt der Anbieter diese Person. Wer abgewiesen wird, sieht die eigene.',
    subjectRequired: 'Bitte geben Sie die Kennung ein.',
    removePassphrase: 'Die Passphrase entfernen, sodass sich dieses Konto nur noch beim Anbieter anmeldet',
    signsIn: 'Anmeldung',
    ways: {
      passphrase: 'Mit einer Passphrase',
      provider: 'Beim Identitätsanbieter',
    },
    as: (who) => `beim Anbieter als ${who}`,
    noPassphrase: 'ohne Passphrase',
    failures: {
      away: 'Der Anbieter antwortet nicht. Versuchen Sie es später noch einmal, oder melden Sie sich mit Ihrer Passphrase an.',
      certificate: 'Dieser Computer vertraut dem Zertifikat des Anbieters nicht. Fragen Sie, wer Ihr Netz betreut.',
      'not-a-provider': 'Unter dieser Adresse ist kein Identitätsanbieter. Prüfen Sie die Adresse.',
      'client-refused':
        'Der Anbieter nimmt Rollcall nicht an. Bitten Sie einen Inhaber, Client-ID, Geheimnis und die eingetragene Adresse zu prüfen.',
      declined:
        'Der Anbieter hat Sie nicht angemeldet, oder Sie haben abgebrochen. Versuchen Sie es noch einmal, oder nehmen Sie Ihre Passphrase.',
      stale: 'Diese Anmeldung hat zu lange gedauert oder gehört zu einem anderen Fenster. Beginnen Sie noch einmal.',
      unproved:
        'Die Antwort des Anbieters ließ sich nicht bestätigen, deshalb wurde niemand angemeldet. Beginnen Sie noch einmal, und sagen Sie es einem Inhaber, wenn es wieder geschieht.',
      clock:
        'Die Uhren des Anbieters und dieses Computers gehen zu weit auseinander. Stellen Sie die Uhr dieses Computers und versuchen Sie es noch einmal.',
      nobody:
        'Der Anbieter kennt Sie, aber hier haben Sie kein Konto. Bitten Sie einen Inhaber, dies in Ihr Konto einzutragen:',
      unanswered: 'Zehn Minuten lang hat sich niemand angemeldet. Beginnen Sie noch einmal.',
    },
  },
}
