import type { Language } from './languages.ts'
import type { PackLabels } from './model-labels.ts'

interface Words {
  readonly licence: Readonly<Record<PackLabels['licence']['kind'], (name: string) => string>>
  readonly training: Readonly<Record<PackLabels['training']['kind'], (photos: string) => string>>
  /** What stands where nobody says which photos. */
  readonly somePhotos: string
  readonly declaration: (pack: string) => string
}

const words: Readonly<Record<Language, Words>> = {
  en: {
    licence: {
      permissive: (name) => `The files are licensed under ${name}, which allows use at work.`,
      research: (name) =>
        `The files are licensed for non-commercial research only (${name}). Using them at work needs another licence from their maker.`,
      unknown: () => 'Nothing is known about the licence of the files.',
    },
    training: {
      stated: (photos) => `Trained on ${photos}, which may be used for this.`,
      asserted: () => 'Trained on photos that may be used commercially, says its maker, who gives no list.',
      'collected-for-research': (photos) =>
        `Trained on ${photos}, collected for non-commercial research. Whether that binds those who use the model is disputed.`,
      'not-stated': () => 'Nobody says which photos it was trained on.',
      research: (photos) => `Trained on ${photos}, for non-commercial research only.`,
    },
    somePhotos: 'photos that are not named',
    declaration: (pack) =>
      `I have the right to use “${pack}” here, for example through a licence from its maker, and I answer for that.`,
  },
  de: {
    licence: {
      permissive: (name) => `Die Dateien stehen unter ${name}; das erlaubt den Einsatz im Betrieb.`,
      research: (name) =>
        `Die Dateien sind nur für nichtkommerzielle Forschung lizenziert (${name}). Der Einsatz im Betrieb braucht eine andere Lizenz des Herstellers.`,
      unknown: () => 'Über die Lizenz der Dateien ist nichts bekannt.',
    },
    training: {
      stated: (photos) => `Trainiert mit ${photos}; das ist dafür erlaubt.`,
      asserted: () =>
        'Laut Hersteller mit Fotos trainiert, die kommerziell genutzt werden dürfen; eine Liste nennt er nicht.',
      'collected-for-research': (photos) =>
        `Trainiert mit ${photos}, gesammelt für nichtkommerzielle Forschung. Ob das auch für den Einsatz des Modells gilt, ist umstritten.`,
      'not-stated': () => 'Niemand sagt, mit welchen Fotos es trainiert wurde.',
      research: (photos) => `Trainiert mit ${photos}, nur für nichtkommerzielle Forschung.`,
    },
    somePhotos: 'nicht genannten Fotos',
    declaration: (pack) =>
      `Ich darf „${pack}“ hier einsetzen, zum Beispiel mit einer Lizenz des Herstellers, und stehe dafür ein.`,
  },
  es: {
    licence: {
      permissive: (name) => `Los archivos tienen la licencia ${name}, que permite usarlos en el trabajo.`,
      research: (name) =>
        `Los archivos solo tienen licencia para investigación no comercial (${name}). Para usarlos en el trabajo hace falta otra licencia de su autor.`,
      unknown: () => 'No se sabe nada de la licencia de los archivos.',
    },
    training: {
      stated: (photos) => `Entrenado con ${photos}, que pueden usarse para ello.`,
      asserted: () => 'Según su autor, entrenado con fotos de uso comercial permitido, aunque no da una lista.',
      'collected-for-research': (photos) =>
        `Entrenado con ${photos}, reunidas para investigación no comercial. Se discute si eso obliga a quien usa el modelo.`,
      'not-stated': () => 'Nadie dice con qué fotos se entrenó.',
      research: (photos) => `Entrenado con ${photos}, solo para investigación no comercial.`,
    },
    somePhotos: 'fotos sin especificar',
    declaration: (pack) =>
      `Tengo derecho a usar «${pack}» aquí, por ejemplo con una licencia de su autor, y respondo de ello.`,
  },
  ja: {
    licence: {
      permissive: (name) => `ファイルのライセンスは ${name} で、業務で利用できます。`,
      research: (name) =>
        `ファイルは非商用の研究にのみ利用できます（${name}）。業務で使うには、作成者から別のライセンスを得る必要があります。`,
      unknown: () => 'ファイルのライセンスは不明です。',
    },
    training: {
      stated: (photos) => `学習には ${photos} が使われ、この用途に利用できます。`,
      asserted: () => '作成者によると、商用利用できる写真で学習しています。一覧は公開されていません。',
      'collected-for-research': (photos) =>
        `学習には、非商用の研究のために集められた ${photos} が使われました。モデルの利用者もこれに縛られるかどうかは、見解が分かれています。`,
      'not-stated': () => 'どの写真で学習したかは公表されていません。',
      research: (photos) => `学習には ${photos} が使われ、非商用の研究にのみ利用できます。`,
    },
    somePhotos: '名称が公表されていない写真',
    declaration: (pack) =>
      `「${pack}」をここで使う権利を、作成者のライセンスなどによって有しており、その責任を負います。`,
  },
  zh: {
    licence: {
      permissive: (name) => `文件采用 ${name} 许可，可用于工作场所。`,
      research: (name) => `文件仅许可用于非商业研究（${name}）。要在工作场所使用，需另行取得制作者的许可。`,
      unknown: () => '文件的许可情况不明。',
    },
    training: {
      stated: (photos) => `使用 ${photos} 训练，允许用于此用途。`,
      asserted: () => '据制作者称，训练照片可用于商业用途，但没有公布清单。',
      'collected-for-research': (photos) =>
        `使用为非商业研究收集的 ${photos} 训练。这一限制是否适用于模型的使用者，尚有争议。`,
      'not-stated': () => '没有说明使用了哪些照片训练。',
      research: (photos) => `使用 ${photos} 训练，仅限非商业研究。`,
    },
    somePhotos: '未说明的照片',
    declaration: (pack) => `我有权在此使用“${pack}”（例如已取得制作者的许可），并对此负责。`,
  },
}

/** The sentence for each of a pack's two labels. */
export function describeLabels({ licence, training }: PackLabels, language: Language) {
  const { licence: ofLicence, training: ofTraining, somePhotos } = words[language]
  return {
    licence: ofLicence[licence.kind](licence.name),
    training: ofTraining[training.kind](training.photos ?? somePhotos),
  }
}

/** What somebody accepts who installs a pack that is labelled red: the audit log holds this very text. */
export function termsOf(title: string, labels: PackLabels, language: Language): string {
  const { licence, training } = describeLabels(labels, language)
  return [licence, training, words[language].declaration(title)].join(language === 'zh' || language === 'ja' ? '' : ' ')
}
