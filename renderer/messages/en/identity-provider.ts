import type { SignInFailure } from '../../../main/contract/identity-provider.ts'

/** Signing in at the office's identity provider, in English. */
export const identityProvider = {
  identityProvider: {
    title: 'Identity provider',
    text: 'Accounts can also sign in where your office signs in already (OpenID Connect). What they may do is still decided here.',
    setUp: 'Set up identity provider',
    change: 'Change identity provider',
    remove: 'Remove identity provider',
    removeTitle: 'Remove the identity provider?',
    removeText: 'Accounts without a passphrase can’t sign in until an owner sets one for them.',
    name: 'Name on the button',
    nameHint: 'The button says “Sign in with …”.',
    nameRequired: 'Please enter a name.',
    issuer: 'Address (issuer)',
    issuerHint: 'Your provider states it. It begins with https://.',
    issuerRequired: 'Please enter the provider’s address. It begins with https://.',
    clientId: 'Client ID',
    clientIdRequired: 'Please enter the client ID.',
    clientSecret: 'Client secret',
    secretHint: 'Leave it empty if the provider issued none.',
    secretKept: 'Leave it empty to keep the stored one.',
    port: 'Port',
    portHint: 'Leave it empty unless the provider insists on a fixed port (1024 to 65535).',
    returnAddress: 'Address to register with the provider',
    returnHint:
      'Register it as a redirect address of a desktop app. Any port has to be allowed, or the one that is shown.',
    secretStored: 'with a secret',
    noSecret: 'without a secret',
    signInWith: (name: string) => `Sign in with ${name}`,
    or: 'or',
    onward: 'Sign in with your browser, which has just opened. This window follows on its own.',
    identity: 'Provider sign-in',
    identityTitle: (name: string) => `Provider sign-in of ${name}`,
    kinds: {
      none: 'Not possible',
      email: 'By email address',
      subject: 'By subject',
    },
    email: 'Email address',
    emailHint: 'As the provider has verified it. The first sign-in ties the account to the person behind it.',
    emailRequired: 'Please enter an email address.',
    subject: 'Subject',
    subjectHint: 'The provider’s ID of this person. Whoever is turned away is shown theirs.',
    subjectRequired: 'Please enter the subject.',
    removePassphrase: 'Remove the passphrase, so that only the provider can sign this account in',
    signsIn: 'Signs in',
    ways: {
      passphrase: 'With a passphrase',
      provider: 'At the identity provider',
    },
    as: (who: string) => `at the provider as ${who}`,
    noPassphrase: 'without a passphrase',
    failures: {
      away: 'The provider isn’t answering. Try again later, or sign in with your passphrase.',
      certificate: 'This computer doesn’t trust the provider’s certificate. Ask whoever looks after your network.',
      'not-a-provider': 'There is no identity provider at this address. Check the address.',
      'client-refused':
        'The provider doesn’t accept Rollcall. Ask an owner to check the client ID, the secret and the registered address.',
      declined: 'The provider didn’t sign you in, or you cancelled. Try again, or use your passphrase.',
      stale: 'This sign-in took too long, or belongs to another window. Start again.',
      unproved:
        'The provider’s answer couldn’t be verified, so nobody was signed in. Start again, and tell an owner if it happens again.',
      clock: 'The clocks of the provider and this computer differ too much. Set this computer’s clock, then try again.',
      nobody: 'The provider knows you, but you have no account here. Ask an owner to add this to your account:',
      unanswered: 'Nobody signed in within ten minutes. Start again.',
    } satisfies Record<SignInFailure, string>,
  },
}

export type IdentityProviderMessages = typeof identityProvider
