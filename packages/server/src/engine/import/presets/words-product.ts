import type { Words } from './preset.ts';
import { currencyNames, same } from './words-every.ts';

export const productWords: Words[] = [
  {
    field: 'name',
    words:
      'product|product name|item|item name|article|article name|name|title|produto|nome do produto|item|nome do item|servico|nome|prodotto|nome prodotto|nome del prodotto|articolo|nome articolo|produkt|nazwa produktu|towar|nazwa towaru|usluga|nazwa|artikel|produktname|producto|nombre|produit|nom',
  },
  {
    field: 'code',
    words:
      'code|product code|product id|item code|item number|item no|part number|part no|article number|sku|stock keeping unit|reference|codigo|codigo do produto|codigo do item|referencia|ref|codice|codice prodotto|codice articolo|cod articolo|riferimento|kod|kod produktu|kod towaru|indeks|symbol|numer katalogowy|artikelnummer|artikelnr',
  },
  {
    field: 'type',
    values: {
      ...same(
        'goods',
        'Goods|Good|Product|Item|Inventory|Inventory item|Mercadoria|Produto|Bene|Prodotto|Merce|Towar|Produkt',
      ),
      ...same('service', 'Service|Services|Serviço|Servizio|Usługa'),
    },
    words: 'type|product type|item type|tipo|tipo de produto|tipo prodotto|typ|rodzaj|typ produktu',
  },
  {
    field: 'unit',
    words:
      'unit|units|uom|unit of measure|unit of measurement|unidade|un|und|unidade de medida|unita|um|u m|unita di misura|jednostka|jm|j m|jednostka miary|einheit|unidad|unite',
  },
  {
    field: 'price',
    words:
      'price|unit price|list price|net price|sales price|selling price|amount|preco|preco unitario|preco de venda|preco de tabela|valor|valor unitario|prezzo|prezzo unitario|prezzo di listino|prezzo netto|prezzo di vendita|cena|cena netto|cena jednostkowa|cena sprzedazy|preis|einzelpreis|precio|prix',
  },
  {
    field: 'price',
    part: 'currency',
    words: currencyNames,
  },
  {
    field: 'isStocked',
    words:
      'track inventory|tracked|stocked|controla estoque|controle de estoque|gestito a magazzino|magazynowany',
  },
  {
    field: 'stock',
    words:
      'stock|in stock|stock quantity|quantity in stock|quantity on hand|on hand|estoque|em estoque|saldo em estoque|quantidade em estoque|giacenza|scorta|magazzino|stan|stan magazynowy|ilosc na stanie|bestand|lagerbestand|existencias',
  },
];
