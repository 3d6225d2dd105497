/** The words of the navigation, and of buttons and fields that many screens have, in English. */
export const common = {
  navigation: {
    label: 'Rollcall',
    kiosk: 'Kiosk',
    today: 'Today',
    people: 'People',
    timesheet: 'Timesheet',
    corrections: 'Corrections',
    schedules: 'Schedules',
    search: 'Search',
    log: 'Log',
    metric: 'Metric lab',
    settings: 'Settings',
    skip: 'Skip to content',
  },
  common: {
    required: 'Fill in this field.',
    personRequired: 'Select a person.',
    discardTitle: 'Discard your changes?',
    discardText: 'They haven’t been saved.',
    keepEditing: 'Keep editing',
    discard: 'Discard',
    cancel: 'Cancel',
    close: 'Close',
    done: 'Done',
    save: 'Save',
    retry: 'Try again',
    dismiss: 'Dismiss',
    loading: 'Loading',
    none: 'None',
    in: 'In',
    out: 'Out',
    failed: 'That didn’t work',
    erasedPerson: 'Erased person',
  },
}

export type CommonMessages = typeof common
