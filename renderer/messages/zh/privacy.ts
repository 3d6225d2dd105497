import type { PrivacyMessages } from '../en/privacy.ts'

/** The words about who answers for the use of faces, and what is told about it, in Chinese. */
export const privacy: PrivacyMessages = {
  privacy: {
    title: '个人信息保护',
    link: '隐私告知、数据保存期限，以及所在国家或地区的规则。',
    text: '根据当前生效的设置，向人员告知人脸的使用情况。',
    documents: '可打印或公布的页面',
    documentsText: '每次都重新生成，反映当前的设置。责任单位的信息在“同意”中填写。',
    documentNames: {
      notice: {
        name: '隐私告知',
        hint: '面向人脸被比对的每个人：目的、合法性基础、保存的内容和期限、接收方以及本人的权利。',
      },
      retention: { name: '数据保存期限', hint: '公开的规则：各类数据保存多久，以及如何删除。' },
      assessment: {
        name: '评估材料',
        hint: '供个人信息保护负责人和职工代表使用：数据流向、权限、本单位的识别错误率、风险，以及仍需填写的内容。',
      },
    },
    print: '打印',
    savePdf: '保存为 PDF',
    saved: (file) => `已保存为 ${file}。`,
    language: '页面语言',
    country: '国家或地区',
    countryText: '按 Rollcall 已知的规则检查设置，每条规则均注明来源。这不构成法律意见，也并不完整。',
    noCountry: '不选择',
    choose: (country, changes) => (changes === 0 ? `选择${country}` : `${country}：更改 ${changes} 项设置`),
    chooseNone: '不检查任何规则',
    chosen: '已保存。',
    changes: '选择后更改的内容',
    noChanges: '选择后不会更改任何设置。',
    setting: '设置',
    before: '现在',
    after: '之后',
    because: '依据',
    source: (source, checked) => `${source}（查阅于 ${checked}）`,
    broken: (rules) => `${rules} 条规则未遵守`,
    states: { kept: '已遵守', broken: '未遵守', office: '请您核实' },
  },
  privacyKiosk: {
    purpose: '本签到台比对人脸，用于记录上下班时间。',
    purposeWithConsent: '本签到台仅在本人同意的情况下比对人脸，用于记录上下班时间。',
    strangers: (days) => (days === 0 ? '不保存陌生人的人脸。' : `陌生人的人脸保存 ${days} 天。`),
    responsible: (operator) => `负责单位：${operator}。`,
    open: '隐私告知',
    code: '完整告知的二维码，可用手机扫描',
    guests: (days) =>
      days === null
        ? '您填写的内容保留到本单位删除为止，不保存您的人脸。'
        : `您填写的内容在您离开 ${days} 天后删除，不保存您的人脸。`,
  },
}
