// Answers of independent npm packages, for make_vectors.py: reads lines "validator<TAB>value", writes the same lines
// followed by "package=1" or "package=0" for every package that has an opinion. Versions are pinned in make_vectors.py.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
// Packages are looked for in the working folder, not next to this file.
const require = createRequire(join(process.cwd(), 'oracles.js'));
const { stdnum } = require('stdnum');
const validator = require('validator');
const ibantools = require('ibantools');
const cards = require('card-validator');
const ssn = require('french-ssn').default;
const vat = require('vat-siren-siret');
const siret = require('siret');
const { CodiceFiscale } = require('codice-fiscale-js');
const vin = require('@form-validation/validator-vin').vin;
const formSiret = require('@form-validation/validator-siret').siret;
const formImei = require('@form-validation/validator-imei').imei;
const verhoeff = require('node-verhoeff');

const js = (country, kind) => (value) => stdnum[country][kind].validate(value).isValid;
const form = (check) => (value) => check().validate({ value, options: {} }).valid;

const oracles = {
  bank_card: { 'card-validator': (v) => cards.number(v).isValid, validator: (v) => validator.isCreditCard(v) },
  be_niss: { 'stdnum-js': js('BE', 'insz') },
  bic: { ibantools: (v) => ibantools.isValidBIC(v), validator: (v) => validator.isBIC(v) },
  ch_ahv: { 'stdnum-js': js('CH', 'ssn') },
  de_idnr: { 'stdnum-js': js('DE', 'idnr'), validator: (v) => validator.isTaxID(v, 'de-DE') },
  es_dni: {
    'stdnum-js': (v) => js('ES', 'dni')(v) || js('ES', 'nie')(v),
    validator: (v) => validator.isIdentityCard(v, 'ES'),
  },
  iban: { ibantools: (v) => ibantools.isValidIBAN(v), validator: (v) => validator.isIBAN(v) },
  imei: { 'form-validation': form(formImei), validator: (v) => validator.isIMEI(v) },
  it_codice_fiscale: {
    'stdnum-js': js('IT', 'codicefiscale'),
    'codice-fiscale-js': (v) => CodiceFiscale.check(v),
    validator: (v) => validator.isTaxID(v, 'it-IT'),
  },
  lu_matricule: {
    'node-verhoeff': (v) => (verhoeff.validate(v.slice(0, 11) + v[12]) ? undefined : false),
    validator: (v) => validator.isTaxID(v, 'fr-LU'),
  },
  nir: { 'french-ssn': (v) => ssn.validate(v), 'stdnum-js': js('FR', 'nir') },
  nl_bsn: { 'stdnum-js': js('NL', 'bsn'), validator: (v) => validator.isTaxID(v, 'nl-NL') },
  pl_pesel: { 'stdnum-js': js('PL', 'pesel'), validator: (v) => validator.isIdentityCard(v, 'PL') },
  pt_nif: { 'stdnum-js': js('PT', 'nif'), validator: (v) => validator.isTaxID(v, 'pt-PT') },
  rib: { ibantools: (v) => ibantools.isValidBBAN(v, 'FR') },
  siren: { 'stdnum-js': js('FR', 'siren'), siret: (v) => siret.isSIREN(v), 'vat-siren-siret': (v) => vat.isSIREN(v) },
  siret: {
    'stdnum-js': js('FR', 'siret'),
    siret: (v) => siret.isSIRET(v),
    'vat-siren-siret': (v) => vat.isSIRET(v),
    'form-validation': form(formSiret),
  },
  spi: { 'stdnum-js': js('FR', 'nif'), validator: (v) => validator.isTaxID(v, 'fr-FR') },
  vat_fr: { 'stdnum-js': js('FR', 'tva'), 'vat-siren-siret': (v) => vat.isVAT(v) },
  vin: { 'form-validation': form(vin) },
};

for await (const line of createInterface({ input: process.stdin })) {
  const [name, value] = line.split('\t');
  const answers = [];
  for (const [pack, check] of Object.entries(oracles[name] ?? {})) {
    let answer;
    try {
      answer = check(value);
    } catch {
      answer = undefined; // a package that has no opinion on such a value
    }
    if (answer !== undefined) answers.push(`${pack}=${answer ? 1 : 0}`);
  }
  console.log([name, value, ...answers].join('\t'));
}
