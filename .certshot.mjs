import { chromium } from 'playwright';
import { AxeBuilder } from '@axe-core/playwright';
const base='http://localhost:5391';
const b=await chromium.launch({executablePath:'/usr/bin/chromium',args:['--no-sandbox']});
async function ctx(opts={}){return b.newContext({viewport:{width:1000,height:900},...opts});}
async function signIn(page,who){await page.goto(base+'/sign-in');await page.fill('[name=email]',who+'@harbourlane.example');await page.fill('[name=password]','harbour-lane-demo');await page.locator('form:has([name=password]) button').last().click();await page.waitForURL(u=>!u.pathname.startsWith('/sign-in'));}
async function axe(page,label){const r=await new AxeBuilder({page}).analyze();const w=await page.evaluate(()=>document.documentElement.scrollWidth>document.documentElement.clientWidth);console.log(label,page.url(),'axe',r.violations.map(v=>v.id+':'+v.nodes.map(n=>n.target+' '+(n.any[0]?.message??'')).join('|')),w?'OVERFLOW':'');}
const js=process.argv[2]!=='nojs';
// AGREEMENT as starter
const c=await ctx({javaScriptEnabled:js}); const p=await c.newPage();
p.on('console',m=>{if(m.type()==='error')console.log('console',m.text())});
p.on('pageerror',e=>console.log('pageerror',e.message));
await signIn(p,'starter');
await p.goto(base+'/');
console.log(await p.locator('a[href*="/agreements/"]').evaluateAll(a=>a.map(x=>x.getAttribute('href'))).catch(()=>'-'));
await p.goto(base+'/agreements/aup-staff');
if(js)await axe(p,'agreement');
await p.screenshot({path:'/tmp/certshots/agreement.png',fullPage:true});
console.log('form',await p.locator('#sign').count());
if(await p.locator('#sign').count()){
 await p.click('text=I do not want to sign this now'); await p.waitForURL('**/decline'); if(js)await axe(p,'decline'); await p.screenshot({path:'/tmp/certshots/decline.png',fullPage:true});
 await p.click('button:has-text("Decline")'); await p.waitForURL('**/aup-staff'); await p.screenshot({path:'/tmp/certshots/declined.png',fullPage:false}); if(js)await axe(p,'declined');
 const radios=p.locator('#sign input[type=radio]');
 const keys=await radios.evaluateAll(r=>r.map(x=>x.value)); console.log(keys);
 await p.fill('[name=name]','Wrong Name'); await p.check('[value=recall-first]'); await p.check('#read');
 await p.click('button:has-text("Sign"):not(:has-text("out"))'); await p.waitForSelector('.error-summary');
 console.log('url after fail',p.url()); if(js)await axe(p,'errors'); await p.screenshot({path:'/tmp/certshots/errors.png',fullPage:true});
 console.log('kept',await p.inputValue('[name=name]'),await p.isChecked('#read'),await p.isChecked('#understood'),await p.isChecked('[value=recall-first]'), await p.locator('#sign input[type=radio]').evaluateAll(r=>r.map(x=>x.value)));
 const name=(await p.locator('#name-error').innerText()).split(': ')[1]; console.log('name',name);
 await p.fill('[name=name]',name.toLowerCase()); await p.check('[value=report-now]'); await p.check('#understood');
 await p.click('#sign button.button'); await p.waitForURL('**/receipt**');
 if(js)await axe(p,'receipt'); await p.screenshot({path:'/tmp/certshots/receipt.png',fullPage:true}); if(js)await p.pdf({path:'/tmp/certshots/receipt.pdf',format:'A4'});
 await p.goBack(); await p.goto(base+'/agreements/aup-staff'); await p.screenshot({path:'/tmp/certshots/signed.png'}); if(js)await axe(p,'signed');
 await p.goto(base+'/agreements/aup-staff/receipt'); console.log('latest receipt', (await p.title()));
}
const r404=await p.goto(base+'/agreements/nope'); console.log('404?',r404.status());
// CERTIFICATES as tutor
const c2=await ctx({javaScriptEnabled:js}); const t=await c2.newPage(); await signIn(t,'tutor');
await t.goto(base+'/certificates'); if(js)await axe(t,'certs'); await t.screenshot({path:'/tmp/certshots/certs.png',fullPage:true});
const href=await t.locator('.list h3 a').first().getAttribute('href'); console.log(href);
await t.goto(base+href); if(js)await axe(t,'cert'); await t.screenshot({path:'/tmp/certshots/cert.png',fullPage:true}); if(js)await t.pdf({path:'/tmp/certshots/cert-page.pdf',format:'A4'});
const code=(await t.locator('a.address').innerText()).split('/verify/')[1]; console.log(code);
const pdf=await c2.request.get(base+href+'.pdf'); console.log(pdf.status(),pdf.headers()); (await import('fs')).writeFileSync('/tmp/certshots/real.pdf',await pdf.body());
// other's
const o=await c.request.get(base+href+'.pdf'); console.log('starter gets tutor pdf',o.status()); console.log('page',(await c.request.get(base+href)).status());
const anon=await ctx({javaScriptEnabled:js}); const a=await anon.newPage();
console.log('anon pdf',(await anon.request.get(base+href+'.pdf',{maxRedirects:0})).status());
for(const who of ['auditor','manager','lead']){const x=await ctx();const xp=await x.newPage();await signIn(xp,who);const r=await xp.goto(base+href);console.log(who,r.status(),(await x.request.get(base+href+'.pdf')).status(), (await x.request.get(base+'/certificates')).status());await x.close();}
const r=await a.goto(base+'/verify/'+code); console.log(r.status(),r.headers()['x-robots-tag'],r.headers()['cache-control']); if(js)await axe(a,'verify'); await a.screenshot({path:'/tmp/certshots/verify.png',fullPage:true});
const bad=await a.goto(base+'/verify/0000-0000'); console.log(bad.status()); if(js)await axe(a,'unknown'); await a.screenshot({path:'/tmp/certshots/unknown.png',fullPage:true});
await a.goto(base+'/verify'); if(js)await axe(a,'verify form'); await a.fill('[name=code]','abc'); await a.click('button:has-text("Check")'); await a.waitForSelector('.error-summary'); if(js)await axe(a,'verify err'); await a.screenshot({path:'/tmp/certshots/verifyform.png',fullPage:true});
await a.fill('[name=code]',code.toLowerCase().replaceAll('-',' ')); await a.click('button:has-text("Check")'); await a.waitForURL('**/verify/*'); console.log('ok',a.url());
// dark & 320
if(js){const d=await ctx({colorScheme:'dark',viewport:{width:320,height:800},storageState:await c2.storageState()});const dp=await d.newPage();
for(const u of ['/certificates',href,'/verify/'+code,'/verify','/verify/1','/agreements/code-of-conduct','/agreements/code-of-conduct/receipt','/agreements/code-of-conduct/decline']){await dp.goto(base+u);await axe(dp,'dark320');await dp.screenshot({path:'/tmp/certshots/d320'+u.replaceAll('/','_')+'.png',fullPage:true});}
await d.close();
const e=await ctx({colorScheme:'dark',viewport:{width:320,height:800},storageState:await c.storageState()});const ep=await e.newPage();for(const u of ['/agreements/code-of-conduct','/agreements/code-of-conduct/decline','/certificates','/agreements/aup-staff/receipt']){await ep.goto(base+u);await axe(ep,'dark320 starter');await ep.screenshot({path:'/tmp/certshots/e320'+u.replaceAll('/','_')+'.png',fullPage:true});}}
await b.close();
