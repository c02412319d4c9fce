import type { Project } from '../../core/account.ts'
import { pathValue, route } from '../route.ts'
import {
  newProjectSchema,
  projectChangeSchema,
  projectListSchema,
  projectSchema,
  type ProjectList,
  type ProjectView,
} from './account-schema.ts'
import { moment } from './moment.ts'

const projectView = ({ id, name, description, language, createdAt, updatedAt }: Project): ProjectView => ({
  id,
  name,
  description,
  language,
  createdAt: moment(createdAt),
  updatedAt: moment(updatedAt),
})

const shown = (project: Project) => ({ status: 200, body: projectView(project) })
const answers = { 200: { description: 'The project.', schema: projectSchema } }

const addProject = route({
  method: 'POST',
  path: '/v1/projects',
  id: 'addProject',
  summary: 'Creates a project (administrators only)',
  question: 'addProject',
  body: newProjectSchema,
  answers: { 201: { description: 'The project, also at Location.', schema: projectSchema } },
  parse: ({ body }) => body,
  render: project => ({
    status: 201,
    headers: { Location: `/v1/projects/${project.id}` },
    body: projectView(project),
  }),
})

const listProjects = route({
  method: 'GET',
  path: '/v1/projects',
  id: 'listProjects',
  summary: 'Lists the projects that one has something to do in; an administrator is given all',
  question: 'projects',
  answers: { 200: { description: 'In the order they were created.', schema: projectListSchema } },
  parse: () => null,
  render: projects => {
    const body: ProjectList = { projects: projects.map(projectView) }
    return { status: 200, body }
  },
})

const showProject = route({
  method: 'GET',
  path: '/v1/projects/{id}',
  id: 'showProject',
  summary: 'Shows a project, by id or name',
  question: 'project',
  answers,
  parse: request => ({ name: pathValue(request, 'id') }),
  render: shown,
})

const changeProject = route({
  method: 'PUT',
  path: '/v1/projects/{id}',
  id: 'changeProject',
  summary: 'Renames or describes a project (administrators only); its id stays',
  question: 'changeProject',
  body: projectChangeSchema,
  answers,
  parse: request => ({ name: pathValue(request, 'id'), change: request.body }),
  render: shown,
})

const removeProject = route({
  method: 'DELETE',
  path: '/v1/projects/{id}',
  id: 'removeProject',
  summary: 'Removes a project that has nothing in it any more (administrators only)',
  question: 'removeProject',
  answers: { 200: { description: 'The project as it was.', schema: projectSchema } },
  parse: request => ({ name: pathValue(request, 'id') }),
  render: shown,
})

/** What may be asked about projects. */
export const projectRoutes = [addProject, listProjects, showProject, changeProject, removeProject]
