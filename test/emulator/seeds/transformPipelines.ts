import { type SeedComponent, transformation } from './pipelineText';

/** Reads a table of the environment's own schema. */
export function tableInput(table: string, columns: readonly string[]): SeedComponent {
  return {
    type: 'table-input',
    parameters: {
      database: '[Environment Default]',
      schema: '[Environment Default]',
      targetTable: table,
      columnNames: columns,
      offsetType: 'None',
    },
  };
}

/** Writes a table of the environment's own schema anew. */
export function rewriteTable(table: string, source: string): SeedComponent {
  return {
    type: 'rewrite-table',
    sources: [source],
    parameters: {
      warehouse: '[Environment Default]',
      database: '[Environment Default]',
      schema: '[Environment Default]',
      targetTable: table,
    },
  };
}

export const productDimension = transformation({
  description: 'One row for each product, with a readable category',
  components: {
    Products: tableInput('RAW_PRODUCTS', ['PRODUCT_ID', 'NAME', 'CATEGORY', 'UNIT']),
    'Only Complete Rows': {
      type: 'filter',
      sources: ['Products'],
      parameters: {
        filterConditions: [
          ['PRODUCT_ID', 'Not', 'Null', ''],
          ['NAME', 'Not', 'Blank', ''],
        ],
        combineCondition: 'AND',
      },
    },
    'Readable Category': {
      type: 'calculator',
      sources: ['Only Complete Rows'],
      parameters: {
        includeInputColumns: 'Yes',
        calculations: [["INITCAP(REPLACE(\"CATEGORY\", '_', ' '))", 'CATEGORY_NAME']],
      },
    },
    'Write DIM_PRODUCT': rewriteTable('DIM_PRODUCT', 'Readable Category'),
  },
});

export const salesFacts = transformation({
  description: 'Joins order lines to their orders and products',
  components: {
    'Order Lines': tableInput('RAW_ORDER_LINES', ['ORDER_ID', 'LINE_NO', 'PRODUCT_ID', 'QUANTITY', 'NET_PRICE']),
    Orders: tableInput('RAW_ORDERS', ['ORDER_ID', 'CUSTOMER_ID', 'ORDERED_AT', 'CURRENCY']),
    Products: tableInput('DIM_PRODUCT', ['PRODUCT_ID', 'NAME', 'CATEGORY_NAME']),
    'Join Orders': {
      type: 'join',
      sources: ['Order Lines', 'Orders', 'Products'],
      parameters: {
        mainTable: 'Order Lines',
        mainTableAlias: 'l',
        joins: [
          ['Orders', 'o', 'Inner'],
          ['Products', 'p', 'Left'],
        ],
        joinExpressions: [
          ['"l"."ORDER_ID" = "o"."ORDER_ID"', 'l_Inner_o'],
          ['"l"."PRODUCT_ID" = "p"."PRODUCT_ID"', 'l_Left_p'],
        ],
        columnMappings: [
          ['l.ORDER_ID', 'ORDER_ID'],
          ['l.LINE_NO', 'LINE_NO'],
          ['o.CUSTOMER_ID', 'CUSTOMER_ID'],
          ['o.ORDERED_AT', 'ORDERED_AT'],
          ['p.CATEGORY_NAME', 'CATEGORY_NAME'],
          ['l.QUANTITY', 'QUANTITY'],
          ['l.NET_PRICE', 'NET_PRICE'],
        ],
      },
    },
    Revenue: {
      type: 'calculator',
      sources: ['Join Orders'],
      parameters: {
        includeInputColumns: 'Yes',
        calculations: [['"QUANTITY" * "NET_PRICE"', 'REVENUE']],
      },
    },
    'Write FACT_SALES': rewriteTable('FACT_SALES', 'Revenue'),
  },
});

export const revenueByRegion = transformation({
  description: 'Revenue by region and month for the sales dashboard',
  components: {
    Sales: tableInput('FACT_SALES', ['CUSTOMER_ID', 'ORDERED_AT', 'REVENUE']),
    Customers: tableInput('DIM_CUSTOMER', ['CUSTOMER_ID', 'REGION']),
    'Join Customers': {
      type: 'join',
      sources: ['Sales', 'Customers'],
      parameters: {
        mainTable: 'Sales',
        mainTableAlias: 's',
        joins: [['Customers', 'c', 'Inner']],
        joinExpressions: [['"s"."CUSTOMER_ID" = "c"."CUSTOMER_ID"', 's_Inner_c']],
        columnMappings: [
          ['c.REGION', 'REGION'],
          ['s.ORDERED_AT', 'ORDERED_AT'],
          ['s.REVENUE', 'REVENUE'],
        ],
      },
    },
    Month: {
      type: 'calculator',
      sources: ['Join Customers'],
      parameters: {
        includeInputColumns: 'Yes',
        calculations: [['DATE_TRUNC(\'MONTH\', "ORDERED_AT")', 'MONTH']],
      },
    },
    'Sum Up': {
      type: 'aggregate',
      sources: ['Month'],
      parameters: {
        groupings: ['REGION', 'MONTH'],
        aggregations: [['REVENUE', 'Sum']],
        groupingType: 'Group By',
      },
    },
    'Write REVENUE_BY_REGION': rewriteTable('REVENUE_BY_REGION', 'Sum Up'),
  },
});

export const forecastByRegion = transformation({
  description: 'First attempt at a forecast: last quarter’s mean by region',
  components: {
    'Revenue by Region': tableInput('REVENUE_BY_REGION', ['REGION', 'MONTH', 'REVENUE']),
    'Last Quarter': {
      type: 'filter',
      sources: ['Revenue by Region'],
      parameters: { filterConditions: [['MONTH', 'Is', 'Greater than', '2026-08-31']], combineCondition: 'AND' },
    },
    Mean: {
      type: 'aggregate',
      sources: ['Last Quarter'],
      parameters: { groupings: ['REGION'], aggregations: [['REVENUE', 'Average']], groupingType: 'Group By' },
    },
    'Write FORECAST_BY_REGION': rewriteTable('FORECAST_BY_REGION', 'Mean'),
  },
});
