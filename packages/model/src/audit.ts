/**
 * What an audit log tells of. A code is stable: filters, exports and translations hang on it.
 */
export const auditActions = [
  // Coming in and going out
  'signed_in',
  'sign_in_failed',
  'signed_out',
  'password_changed',
  'password_reset',
  'email_changed',
  'second_factor_on',
  'second_factor_off',
  'passkey_added',
  'passkey_removed',
  'session_ended',
  'key_made',
  'key_ended',
  // What somebody was not let do
  'refused',
  // What left and what came in
  'exported',
  'imported',
  // Who works here
  'invited',
  'invitation_revoked',
  'invitation_accepted',
  'role_changed',
  'deactivated',
  'reactivated',
  'handed_over',
  'viewed_as',
  // What the workspace is
  'setting_changed',
  'access_changed',
  'log_shortened',
  'plan_changed',
  'workspace_made',
] as const;

export type AuditAction = (typeof auditActions)[number];
