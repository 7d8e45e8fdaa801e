import { fileURLToPath, URL } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { VitePWA } from 'vite-plugin-pwa'
import { defineConfig } from 'vitest/config'

const server = process.env.DISPATCH_SERVER ?? 'http://127.0.0.1:5080'

export default defineConfig({
  plugins: [
    vue(),
    VitePWA({
      registerType: 'prompt',
      includeAssets: ['icon.svg', 'icon-180.png'],
      manifest: {
        id: '/',
        name: '社区关爱调度',
        short_name: '社区关爱',
        description: '社区求助与志愿者、咨询师实时调度',
        lang: 'zh-CN',
        start_url: '/',
        scope: '/',
        display: 'standalone',
        background_color: '#f3f6f5',
        theme_color: '#0b6457',
        icons: [
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
          { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
        ],
      },
      workbox: {
        clientsClaim: true,
        // The shell alone is fetched ahead; what a page needs beyond it is kept once it has been used. Data is never kept.
        globPatterns: ['index.html', 'icon.svg', 'assets/{index,shell,shared,rolldown,common,refusals}-*.{js,css}'],
        navigateFallback: '/index.html',
        navigateFallbackDenylist: [/^\/(api|hubs|openapi|health|metrics)(\/|$)/],
        runtimeCaching: [
          {
            urlPattern: ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/assets/'),
            handler: 'CacheFirst',
            options: { cacheName: 'pages', expiration: { maxEntries: 120 } },
          },
        ],
      },
    }),
  ],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    outDir: '../Dispatch.Web/wwwroot',
    emptyOutDir: true,
    manifest: true,
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      output: {
        advancedChunks: {
          groups: [
            { name: 'shell', test: /node_modules[\\/](@?vue|vue-router|vue-i18n|@intlify)[\\/]|plugin-vue/ },
            { name: 'shared', test: /src[\\/]shared[\\/]/ },
          ],
        },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    // The words of danger are data of the whole product.
    fs: { allow: ['.', '../../data'] },
    proxy: {
      '/api': server,
      '/openapi': server,
      '/health': server,
      '/hubs': { target: server, ws: true },
    },
  },
  test: { environment: 'jsdom', include: ['src/**/*.test.ts'] },
})
