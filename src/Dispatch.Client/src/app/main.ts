import { createApp } from 'vue'
import { i18n, loadMessages } from '@/shared/i18n'
import { loadSession } from '@/shared/session'
import '@/shared/theme/tokens.css'
import '@/shared/theme/base.css'
import { applyTheme } from '@/shared/theme'
import '@/shared/ui/install'
import { router } from './router'
import Shell from './Shell.vue'

applyTheme()
await Promise.all([loadMessages('common', 'refusals'), loadSession()])
createApp(Shell).use(i18n).use(router).mount('#app')
