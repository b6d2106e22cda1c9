--liquibase formatted sql

--changeset plugin-host:stuck-calls
ALTER TABLE trunkline.plugin_node ADD COLUMN stuck  int     NOT NULL DEFAULT 0;
ALTER TABLE trunkline.plugin_node ADD COLUMN halted boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN trunkline.plugin_node.stuck IS 'its calls that ignore their interruption and keep their threads';
COMMENT ON COLUMN trunkline.plugin_node.halted IS 'whether there are so many of them that it is called no more';
