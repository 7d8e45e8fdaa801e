using Dispatch.Web.Accounts;
using Dispatch.Web.Boards;
using Dispatch.Web.Catalogue;
using Dispatch.Web.Demo;
using Dispatch.Web.Hosting;
using Dispatch.Web.Live;
using Dispatch.Web.Requests;
using Dispatch.Web.Responders;
using Dispatch.Web.Stations;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
if (builder.SettingFaults() is { Count: > 0 } faults)
{
    await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, faults));
    return 2;
}

builder.AddSettings();
builder.AddStandalone();
builder.AddApi();
builder.AddSignIn();
builder.AddLive();
builder.AddDemo();

var app = builder.Build();
app.UseMiddleware<RequestLog>();
app.UseSecurityHeaders();
app.UseProblemsForBareErrors();
app.UseExceptionHandler();
app.UseBodyLimit();
app.UseSameOrigin();
app.UseMiddleware<ClientAssets>();
app.UseStaticFiles();
app.UseRouting();
app.UseMismatches();
app.UseRateLimiter();
app.UseAuthentication();
app.UseAuthorization();

app.MapSession();
app.MapCatalogue();
app.MapStations();
app.MapRequests();
app.MapHelp();
app.MapMe();
app.MapOffers();
app.MapBoards();
app.MapLive();
app.MapHealth();
app.MapOpenApi().AllowAnonymous();
ClientAssets.MapDoors(app);

await app.RunAsync();
return 0;
