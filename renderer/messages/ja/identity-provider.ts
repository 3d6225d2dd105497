import type { IdentityProviderMessages } from '../en/identity-provider.ts'

/** Signing in at the identity provider, in Japanese. */
export const identityProvider: IdentityProviderMessages = {
  identityProvider: {
    title: 'ID プロバイダー',
    text: '会社ですでに使っているサインイン（OpenID Connect）でも、アカウントにサインインできます。何ができるかは、これまでどおりここで決めます。',
    setUp: 'ID プロバイダーを設定',
    change: 'ID プロバイダーを変更',
    remove: 'ID プロバイダーを削除',
    removeTitle: 'ID プロバイダーを削除しますか？',
    removeText: 'パスフレーズのないアカウントは、オーナーが設定するまでサインインできません。',
    name: 'ボタンに表示する名前',
    nameHint: 'ボタンには「… でサインイン」と表示されます。',
    nameRequired: '名前を入力してください。',
    issuer: 'アドレス（発行者）',
    issuerHint: 'プロバイダーの案内にあります。https:// で始まります。',
    issuerRequired: 'プロバイダーのアドレスを入力してください。https:// で始まります。',
    clientId: 'クライアント ID',
    clientIdRequired: 'クライアント ID を入力してください。',
    clientSecret: 'クライアントシークレット',
    secretHint: 'プロバイダーから発行されていない場合は空欄にします。',
    secretKept: '空欄にすると、保存済みのものを使い続けます。',
    port: 'ポート',
    portHint: 'プロバイダーが固定のポートを求める場合だけ入力します（1024～65535）。',
    returnAddress: 'プロバイダーに登録するアドレス',
    returnHint:
      'デスクトップアプリのリダイレクト先として登録します。すべてのポート、または表示されているポートを許可してください。',
    secretStored: 'シークレットあり',
    noSecret: 'シークレットなし',
    signInWith: (name) => `${name} でサインイン`,
    or: 'または',
    onward: '開いたブラウザーでサインインしてください。このウィンドウは自動で続きます。',
    identity: 'プロバイダーでのサインイン',
    identityTitle: (name) => `${name} のプロバイダーでのサインイン`,
    kinds: {
      none: '使わない',
      email: 'メールアドレスで',
      subject: 'サブジェクトで',
    },
    email: 'メールアドレス',
    emailHint: 'プロバイダーが確認済みのもの。最初のサインインで、そのアドレスの本人とアカウントが結び付きます。',
    emailRequired: 'メールアドレスを入力してください。',
    subject: 'サブジェクト',
    subjectHint: 'プロバイダーがこの人に付けた ID です。サインインできなかった人の画面に表示されます。',
    subjectRequired: 'サブジェクトを入力してください。',
    removePassphrase: 'パスフレーズを削除し、プロバイダーでのみサインインできるようにする',
    signsIn: 'サインイン方法',
    ways: {
      passphrase: 'パスフレーズ',
      provider: 'ID プロバイダー',
    },
    as: (who) => `プロバイダーでは ${who}`,
    noPassphrase: 'パスフレーズなし',
    failures: {
      away: 'プロバイダーが応答しません。しばらくしてからもう一度試すか、パスフレーズでサインインしてください。',
      certificate:
        'このコンピューターはプロバイダーの証明書を信頼していません。ネットワークの担当者に確認してください。',
      'not-a-provider': 'このアドレスに ID プロバイダーはありません。アドレスを確認してください。',
      'client-refused':
        'プロバイダーが Rollcall を受け付けません。クライアント ID、シークレット、登録したアドレスの確認をオーナーに頼んでください。',
      declined:
        'プロバイダーでサインインできなかったか、キャンセルされました。もう一度試すか、パスフレーズを使ってください。',
      stale: '時間がかかりすぎたか、別のウィンドウのサインインです。最初からやり直してください。',
      unproved:
        'プロバイダーの応答を確認できなかったため、サインインしていません。最初からやり直し、再び起きたらオーナーに知らせてください。',
      clock:
        'プロバイダーとこのコンピューターの時計が大きくずれています。このコンピューターの時計を合わせて、もう一度試してください。',
      nobody:
        'プロバイダーは確認できましたが、ここにあなたのアカウントがありません。次の内容をアカウントに追加するよう、オーナーに頼んでください。',
      unanswered: '10 分以内にサインインがありませんでした。最初からやり直してください。',
    },
  },
}
