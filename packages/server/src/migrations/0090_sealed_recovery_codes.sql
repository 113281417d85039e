-- Hashes of recovery codes were made with the server's secret, and would have died with it: now they are
-- sealed, and sealed anew when the secret changes. Those that there are cannot be turned into such; people
-- are shown that none are left, and make new ones.
delete from auth_recovery_code;
