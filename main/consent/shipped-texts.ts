import type { ConsentLanguage, ConsentText } from '../contract/consent.ts'

/** A text that an office can use as it is. `{operator}` becomes its name; `nobody` stands there until it has one. */
interface ShippedText extends ConsentText {
  readonly nobody: string
}

export const shippedTexts: Readonly<Record<ConsentLanguage, ShippedText>> = {
  en: {
    title: 'Checking in by face',
    nobody: 'this office',
    body: `You can check in and out with your face. You do not have to: a PIN or a badge works as well, and choosing it has no disadvantage for you.

If you agree, {operator} makes a mathematical description of your face from one or more photos, keeps it encrypted with the photos on a computer of the office, and compares the faces that the camera sees at the door with it, in order to record when you come and go. It is used for nothing else. No emotion, health or performance is read from it, and it is not passed on.

Description and photos are erased when you leave, or at once when you withdraw your consent. You can do so at any time, at the kiosk or by telling the office, without giving a reason. What was recorded until then stays lawful, and your hours stay as they are.

You may ask what is held about you, have it corrected or erased, and complain to the data protection authority.`,
  },
  zh: {
    title: '人脸签到',
    nobody: '本单位',
    body: `您可以用人脸签到和签退，但这不是必须的：使用 PIN 码或工牌同样可以，选择它们不会给您带来任何不利。

如果您同意，{operator}会根据您的一张或几张照片生成面部特征数据，连同照片一起加密保存在本单位的电脑上，并与门口摄像头看到的人脸进行比对，用来记录您的到达和离开时间。这些数据不作其他用途，不用于分析情绪、健康或绩效，也不会提供给他人。

您离职后，或在您撤回同意时，特征数据和照片会被立即删除。您可以随时在签到台上或通过本单位撤回同意，无需说明理由。撤回之前的处理仍然合法，您的工时记录也不受影响。

您有权查询、更正或要求删除我们所保存的您的个人信息，并可向个人信息保护主管部门投诉。`,
  },
  ja: {
    title: '顔による打刻',
    nobody: '当事業所',
    body: `顔で出退勤を打刻できます。これは任意です。暗証番号やバッジでも同じように打刻でき、それを選んでも不利益はありません。

同意いただいた場合、{operator}は 1 枚または数枚の写真から顔の特徴データを作成し、写真とともに暗号化して事業所のコンピューターに保管します。入口のカメラに映った顔と照合し、出退勤の時刻を記録するために使います。それ以外の目的には使いません。感情、健康状態、勤務成績を読み取ることはなく、第三者に渡すこともありません。

特徴データと写真は、退職されたとき、または同意を撤回されたときに直ちに消去します。撤回は、受付端末で、または担当者に伝えることで、いつでも理由なくできます。撤回前の取り扱いは適法なままで、勤務時間の記録も変わりません。

保有する個人データの開示、訂正、消去を求めること、監督機関に苦情を申し立てることができます。`,
  },
  de: {
    title: 'Ein- und Ausbuchen mit dem Gesicht',
    nobody: 'dieses Büro',
    body: `Sie können mit Ihrem Gesicht ein- und ausbuchen. Sie müssen es nicht: Mit PIN oder Ausweis geht es genauso, und wer das wählt, hat dadurch keinen Nachteil.

Wenn Sie einwilligen, erstellt {operator} aus einem oder mehreren Fotos eine mathematische Beschreibung Ihres Gesichts, speichert sie verschlüsselt mit den Fotos auf einem Computer des Büros und vergleicht die Gesichter, die die Kamera am Eingang sieht, damit, um zu erfassen, wann Sie kommen und gehen. Für anderes wird sie nicht verwendet. Weder Gefühle noch Gesundheit noch Leistung werden daraus gelesen, und sie wird nicht weitergegeben.

Beschreibung und Fotos werden gelöscht, wenn Sie ausscheiden, oder sofort, wenn Sie Ihre Einwilligung widerrufen. Das können Sie jederzeit, am Terminal oder gegenüber dem Büro, ohne einen Grund zu nennen. Was bis dahin erfasst wurde, bleibt rechtmäßig, und Ihre Stunden bleiben, wie sie sind.

Sie können Auskunft über Ihre Daten verlangen, sie berichtigen oder löschen lassen und sich bei der Datenschutzaufsicht beschweren.`,
  },
  es: {
    title: 'Fichar con el rostro',
    nobody: 'esta oficina',
    body: `Puede fichar la entrada y la salida con el rostro. No es obligatorio: también puede hacerlo con un PIN o una tarjeta, y elegirlo no le perjudica en nada.

Si acepta, {operator} crea una descripción matemática de su rostro a partir de una o varias fotos, la guarda cifrada junto con las fotos en un equipo de la oficina y compara con ella los rostros que ve la cámara de la entrada, para registrar cuándo llega y cuándo se va. No se usa para nada más. No se deducen de ella emociones, salud ni rendimiento, y no se comunica a nadie.

La descripción y las fotos se borran cuando deja la empresa, o de inmediato si retira su consentimiento. Puede hacerlo en cualquier momento, en el terminal o diciéndolo en la oficina, sin dar motivos. Lo registrado hasta entonces sigue siendo lícito y sus horas no cambian.

Puede solicitar acceso a sus datos, su rectificación o supresión, y reclamar ante la autoridad de protección de datos.`,
  },
}
