import { column, type Preset } from './preset.ts';

/** RD Station CRM, Brazilian Portuguese: semicolons, `R$ 1.234,56`, dates dd/mm/yyyy. */
export const rdStationDeals: Preset = {
  id: 'rd-station-deals',
  object: 'deal',
  needs: ['Funil de vendas', 'Etapa', 'Valor Único'],
  entries: [
    ...column('Nome', 'name'),
    ...column('Empresa', 'company.name'),
    ...column('Funil de vendas', 'pipeline'),
    ...column('Etapa', 'stage'),
    ...column('Estado', 'status', {
      values: { 'Em andamento': 'open', Pausada: 'open', Vendida: 'won', Perdida: 'lost' },
    }),
    ...column('Motivo de Perda', 'lostReason'),
    ...column('Valor Único', 'value', { decimal: ',', currency: 'BRL' }),
    ...column('Valor Recorrente', 'recurringValue', { decimal: ',', currency: 'BRL' }),
    ...column('Data de criação', 'startDate', { dates: 'DMY', zeroDates: 'refuse' }),
    ...column('Previsão de fechamento', 'expectedClose', { dates: 'DMY' }),
    ...column('Data de fechamento', 'closedOn', { dates: 'DMY' }),
    ...column('Fonte', 'source'),
    ...column('Campanha', 'sourceDetails'),
    ...column('Qualificação', 'rating', { decimal: ',' }),
    ...column('Contatos', 'people.name'),
    ...column('Cargo', 'people.jobTitle'),
    ...column('Email', 'people.emails', { label: 'work' }),
    ...column('Telefone', 'people.phones', { label: 'work' }),
    ...column('Responsável', 'owner'),
  ],
  options: { match: ['externalId'], country: 'BR' },
};
