// The replica set, and one account per service on its own database alone. Safe to run again: it brings roles and
// passwords to what stands here. Run by mongosh with MONGO_ROOT_PASSWORD and MONGO_PASSWORD_<SERVICE> in the environment.
'use strict'

const SERVICES = ['auth', 'tenancy', 'jobs', 'candidates', 'interviews', 'notifications', 'audit']
const PREFIX = process.env.DB_NAME || 'arbeit'
const HOST = process.env.MONGO_HOST || 'mongo:27017'

const READ = ['find', 'listIndexes']
const APPEND = ['find', 'insert', 'listIndexes']
const CHANGE = ['find', 'insert', 'update', 'listIndexes']
const ALL = ['find', 'insert', 'update', 'remove', 'listIndexes', 'dropIndex']
// What a service does at its start to its own database: make missing collections and indexes.
const PREPARE = ['listCollections', 'createCollection', 'createIndex']

// The trail: nobody removes an entry, and only entries are ever changed, where an erased person's values are taken out
// (contract, section 7; the hash chain covers digests and shows any other change).
const AUDIT = {
  audit_logs: CHANGE,
  chain: CHANGE,
  checkpoints: APPEND,
  erased: APPEND,
  inbox: ALL,
  idempotency: ALL,
  leases: ALL,
  outbox: ALL,
}

function required(name) {
  const value = process.env[name]
  if (!value || value.length < 16) throw new Error(`${name} must be set, with at least 16 characters`)
  return value
}

function privileges(service) {
  const database = `${PREFIX}_${service}`
  const of = (collection, actions) => ({ resource: { db: database, collection }, actions })
  if (service === 'audit') {
    return [of('', PREPARE), ...Object.entries(AUDIT).map(([name, actions]) => of(name, actions))]
  }
  return [of('', [...PREPARE, ...ALL])]
}

function upsert(database, service) {
  const role = { role: `arbeit-${service}`, privileges: privileges(service), roles: [] }
  if (database.getRole(role.role)) database.updateRole(role.role, { privileges: role.privileges, roles: [] })
  else database.createRole(role)
  const account = {
    user: service,
    pwd: required(`MONGO_PASSWORD_${service.toUpperCase()}`),
    roles: [{ role: role.role, db: database.getName() }],
  }
  if (database.getUser(service)) database.updateUser(service, { pwd: account.pwd, roles: account.roles })
  else database.createUser(account)
}

db.getSiblingDB('admin').auth('root', required('MONGO_ROOT_PASSWORD'))
try {
  rs.status()
} catch (error) {
  if (error.codeName !== 'NotYetInitialized') throw error
  rs.initiate({ _id: 'rs0', members: [{ _id: 0, host: HOST }] })
}
for (let waited = 0; !db.hello().isWritablePrimary; waited += 1) {
  if (waited > 60) throw new Error('no primary within a minute')
  sleep(1000)
}
for (const service of SERVICES) upsert(db.getSiblingDB(`${PREFIX}_${service}`), service)
print(`replica set rs0, accounts: ${SERVICES.join(', ')}`)
