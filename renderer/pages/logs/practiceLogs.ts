/** Practice logs that come with the app, as they are offered: each as the files that somebody would have at hand, by the ids that `addPracticeLogs` takes. */
export const practiceSets = {
  installation: ['installer', 'installScript', 'journal', 'sensorEvents', 'otherAgent'],
  sensor: ['sensorEvents', 'analyzer'],
  unknown: ['otherAgent'],
  damaged: ['damaged'],
} as const satisfies Record<string, readonly string[]>;

/** One of the offers, by its name in the texts. */
export const practiceSetIds = ['installation', 'sensor', 'unknown', 'damaged'] as const;
