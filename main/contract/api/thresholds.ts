import { z } from 'zod'
import { method } from '../method.ts'
import { Settings } from '../settings.ts'
import { Calibration, RatePromise, ThresholdReport } from '../thresholds.ts'

/** Taking seconds for large galleries, in a thread of its own. */
export const thresholdMethods = {
  'thresholds.report': method(z.object({}), ThresholdReport),
  /** The threshold for a promise; changes nothing. */
  'thresholds.calibrate': method(z.object({ promise: RatePromise }), Calibration),
  /**
   * Puts the threshold of a promise in use; from then on it follows the gallery, until a threshold is set by hand.
   * Null lets the threshold stay as it is and no longer follow.
   */
  'thresholds.apply': method(
    z.object({ promise: RatePromise.nullable() }),
    z.object({ settings: Settings, calibration: Calibration.nullable() }),
  ),
}
