using Dispatch.Contracts.Operations;
using Dispatch.Domain.Access;
using Dispatch.Operations.Hosting;
using Dispatch.Operations.Metrics;
using Dispatch.Operations.Traces;
using Dispatch.Sealing.Keys;
using Dispatch.Web.Accounts;
using Dispatch.Web.Boards;
using Dispatch.Web.Cases;
using Dispatch.Web.SideFiles;
using Dispatch.Web.Catalogue;
using Dispatch.Web.Chats;
using Dispatch.Web.Curves;
using Dispatch.Web.Demo;
using Dispatch.Web.Drills;
using Dispatch.Web.Duty;
using Dispatch.Web.Emergencies;
using Dispatch.Web.FollowUpTasks;
using Dispatch.Web.Hosting;
using Dispatch.Web.Incidents;
using Dispatch.Web.Insight;
using Dispatch.Web.Live;
using Dispatch.Web.Operations;
using Dispatch.Web.Requests;
using Dispatch.Web.Responders;
using Dispatch.Web.Screenings;
using Dispatch.Web.Stations;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
if (builder.SettingFaults() is { Count: > 0 } faults)
{
    await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, faults));
    return 2;
}

var isCluster = builder.Read().IsCluster;
var (held, fault) = isCluster ? default : await DataLock.TakeAsync(builder.Read().DataPath);
using var owned = held;
if ((fault ?? DataFiles.Fault(builder.Read().InstrumentImports) ?? Doors.Fault(builder.Configuration)) is { } hindrance)
{
    await Console.Error.WriteLineAsync(hindrance);
    return 2;
}

builder.AddSettings();
builder.AddOperations(isCluster ? ProcessKind.Web : ProcessKind.Standalone, isCluster ? builder.Read().Cluster.Name : "standalone");
if (isCluster)
{
    builder.AddClusterMode();
}
else
{
    builder.AddStandalone();

    // Freed with the host, whoever started it.
    builder.Services.AddSingleton(_ => held!);
}

builder.AddApi();
builder.AddSignIn();
builder.AddLive();
builder.AddDemo();

var app = builder.Build();
app.Services.GetService<DataLock>();
var stopping = app.Lifetime.ApplicationStopping;
app.UseRequestTraces();
app.UseMiddleware<RequestLog>();
app.UseSecurityHeaders();
app.UseTransport();
app.UseProblemsForBareErrors();
app.UseExceptionHandler();
app.UseClosedDoors();
app.UseBodyLimit();
app.UseSameOrigin();
app.UseMiddleware<ClientAssets>();
app.UseStaticFiles();
app.UseRouting();
app.UseMismatches();
app.UseAuthentication();
app.UseRateLimiter();
app.UseAuthorization();

app.MapSession();
app.MapPasskeys();
app.MapOwnAccount();
app.MapOwnData();
app.MapFactors();
app.MapLinks();
app.MapPeople();
app.MapQualifications();
app.MapApplications();
app.MapCatalogue();
app.MapStations();
app.MapRequests();
app.MapHelp();
app.MapHelpData();
app.MapHelpChat();
app.MapChats();
app.MapHelpScreenings();
app.MapScreenings();
app.MapMe();
app.MapOffers();
app.MapCases();
app.MapFollowUpTasks();
app.MapDesk();
app.MapCareNotices();
app.MapSideFiles();
app.MapCalendar();
app.MapBoards();
app.MapAgreements();
app.MapNotices();
app.MapInsight();
app.MapCurves();
app.MapDrills();
app.MapEmergencies();
app.MapDuty();
app.MapIncidents();
app.MapUnit();
app.MapLive();
app.MapOps();
app.MapHealth();
app.MapMetrics(openWithoutToken: false).Needs(AccessTable.ReadMetrics);
app.MapDashboard();
app.MapOpenApi().Needs(AccessTable.ReadPublic);
ClientAssets.MapDoors(app);

try
{
    await app.RunAsync();
}
catch (Exception refused) when (refused is OrleansConfigurationException or KeysFaultException)
{
    await Console.Error.WriteLineAsync(refused.Message);
    return 2;
}
catch (OperationCanceledException) when (stopping.IsCancellationRequested)
{
    // Told to stop while it still waited for the cluster.
}

return Environment.ExitCode;
