ALTER TABLE `documents` ADD `clients_checksum` integer;--> statement-breakpoint
ALTER TABLE `documents` ADD `checksum` integer;