import type { IdentityProviderMessages } from '../en/identity-provider.ts'

/** Signing in at the identity provider, in Spanish. */
export const identityProvider: IdentityProviderMessages = {
  identityProvider: {
    title: 'Proveedor de identidad',
    text: 'Las cuentas también pueden iniciar sesión donde su oficina ya lo hace (OpenID Connect). Lo que pueden hacer se sigue decidiendo aquí.',
    setUp: 'Configurar proveedor de identidad',
    change: 'Cambiar proveedor de identidad',
    remove: 'Quitar proveedor de identidad',
    removeTitle: '¿Quitar el proveedor de identidad?',
    removeText: 'Las cuentas sin contraseña no podrán iniciar sesión hasta que un propietario les asigne una.',
    name: 'Nombre en el botón',
    nameHint: 'El botón dice «Iniciar sesión con…».',
    nameRequired: 'Escriba un nombre.',
    issuer: 'Dirección (emisor)',
    issuerHint: 'La indica su proveedor. Empieza por https://.',
    issuerRequired: 'Escriba la dirección del proveedor. Empieza por https://.',
    clientId: 'ID de cliente',
    clientIdRequired: 'Escriba el ID de cliente.',
    clientSecret: 'Secreto de cliente',
    secretHint: 'Déjelo vacío si el proveedor no dio ninguno.',
    secretKept: 'Déjelo vacío para conservar el guardado.',
    port: 'Puerto',
    portHint: 'Déjelo vacío, salvo que el proveedor exija un puerto fijo (de 1024 a 65535).',
    returnAddress: 'Dirección que hay que registrar en el proveedor',
    returnHint:
      'Regístrela como dirección de redirección de una aplicación de escritorio. Debe permitirse cualquier puerto, o el que se muestra.',
    secretStored: 'con secreto',
    noSecret: 'sin secreto',
    signInWith: (name) => `Iniciar sesión con ${name}`,
    or: 'o',
    onward: 'Inicie sesión en el navegador que se acaba de abrir. Esta ventana seguirá después.',
    identity: 'Acceso por el proveedor',
    identityTitle: (name) => `Acceso por el proveedor de ${name}`,
    kinds: {
      none: 'No es posible',
      email: 'Por correo electrónico',
      subject: 'Por identificador',
    },
    email: 'Correo electrónico',
    emailHint:
      'Tal como lo ha verificado el proveedor. El primer inicio de sesión vincula la cuenta a la persona que hay detrás.',
    emailRequired: 'Escriba una dirección de correo electrónico.',
    subject: 'Identificador (subject)',
    subjectHint: 'Así llama el proveedor a esta persona. A quien se rechaza se le muestra el suyo.',
    subjectRequired: 'Escriba el identificador.',
    removePassphrase: 'Quitar la contraseña, para que esta cuenta solo entre por el proveedor',
    signsIn: 'Inicia sesión',
    ways: {
      passphrase: 'Con una contraseña',
      provider: 'En el proveedor de identidad',
    },
    as: (who) => `en el proveedor como ${who}`,
    noPassphrase: 'sin contraseña',
    failures: {
      away: 'El proveedor no responde. Inténtelo más tarde o inicie sesión con su contraseña.',
      certificate: 'Este equipo no confía en el certificado del proveedor. Pregunte a quien se ocupa de su red.',
      'not-a-provider': 'En esta dirección no hay ningún proveedor de identidad. Compruebe la dirección.',
      'client-refused':
        'El proveedor no acepta a Rollcall. Pida a un propietario que compruebe el ID de cliente, el secreto y la dirección registrada.',
      declined: 'El proveedor no le ha dejado entrar, o usted ha cancelado. Inténtelo de nuevo o use su contraseña.',
      stale: 'Este inicio de sesión ha tardado demasiado o es de otra ventana. Empiece de nuevo.',
      unproved:
        'No se ha podido verificar la respuesta del proveedor, así que nadie ha iniciado sesión. Empiece de nuevo y avise a un propietario si vuelve a ocurrir.',
      clock:
        'Los relojes del proveedor y de este equipo difieren demasiado. Ponga en hora este equipo e inténtelo de nuevo.',
      nobody: 'El proveedor le conoce, pero aquí no tiene cuenta. Pida a un propietario que añada esto a su cuenta:',
      unanswered: 'Nadie ha iniciado sesión en diez minutos. Empiece de nuevo.',
    },
  },
}
