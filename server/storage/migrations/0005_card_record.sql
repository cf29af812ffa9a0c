ALTER TABLE `events` ADD `act` integer;--> statement-breakpoint
ALTER TABLE `events` ADD `delta` text;--> statement-breakpoint
ALTER TABLE `workspaces` ADD `board_rules` text DEFAULT '{}' NOT NULL;