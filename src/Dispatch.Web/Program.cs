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

var (held, fault) = await DataLock.TakeAsync(builder.Read().DataPath);
using var owned = held;
if ((fault ?? Doors.Fault(builder.Configuration)) is { } hindrance)
{
    await Console.Error.WriteLineAsync(hindrance);
    return 2;
}

builder.AddSettings();
builder.AddStandalone();
builder.AddApi();
builder.AddSignIn();
builder.AddLive();
builder.AddDemo();

// Freed with the host, whoever started it.
builder.Services.AddSingleton(_ => held!);
var app = builder.Build();
app.Services.GetRequiredService<DataLock>();
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
