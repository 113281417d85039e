-- Why a deal was lost in one's own words (plug-bitrix24-pipedrive §17.4).
alter table deal add column other_lost_reason text;
