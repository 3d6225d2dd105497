/** Numbers that several files must agree on, apart from the zod schemas, which the kiosk's page does not load. */

/** Characters. */
export const maxNameLength = 200
export const maxNumberLength = 64
export const maxGroupLength = 64
/** Per person. */
export const maxGroups = 32

/** Bytes of a frame or an uploaded photo: 4096 x 4096 RGBA pixels; no photo of 50 megapixels is larger as JPEG. */
export const maxPictureBytes = 64 * 1024 * 1024

/** Kiosks whose cameras are followed at once, including the main window's. */
export const maxFollowedKiosks = 16

/** In a frame, faces that score at least this share of the detector's threshold may continue a track. */
export const weakDetectionShare = 0.6
/** The score below which a detector's fast form (main/onnx/passes/likely-faces.ts) returns no faces. */
export const minDetectionScore = 0.3
