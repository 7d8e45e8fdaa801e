using Dispatch.Contracts.Operations;
using Dispatch.Grains.Hosting;
using Dispatch.Operations.Hosting;
using Dispatch.Operations.Metrics;
using Dispatch.Sealing.Hosting;
using Dispatch.Sealing.Keys;
using Dispatch.Silo.Hosting;
using Dispatch.Silo.Keys;
using Dispatch.Silo.Ledger;

const int BadSettings = 2;
const int DeclaredDead = 3;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
if (args is [LedgerCommand.Name, ..])
{
    return await LedgerCommand.RunAsync(args, builder.Configuration, Console.Out, Console.Error);
}

if (args is [KeysCommand.Name, ..])
{
    return await KeysCommand.RunAsync(args, builder.Configuration, Console.Out, Console.Error);
}

var settings = SiloSettings.Read(builder.Configuration);
if ((settings.Fault() ?? SealingSettings.Read(builder.Configuration).Faults().Concat(OperationsSettings.Read(builder.Configuration).Faults()).FirstOrDefault()
    ?? CareFiles.Fault(SiloSettings.DataFolder, settings.InstrumentImports)) is { } fault)
{
    await Console.Error.WriteLineAsync(fault);
    return BadSettings;
}

builder.AddOperations(ProcessKind.Silo, settings.SiloName);
builder.AddSilo();
var app = builder.Build();
var state = SiloHosting.StateOf(app.Services);
var stopping = app.Lifetime.ApplicationStopping;
_ = EndAnywayAsync(state.Death);
app.MapGet("/health/live", () => TypedResults.Text("live"));
app.MapGet("/health/ready", () => state.IsReady() && !stopping.IsCancellationRequested
    ? Results.Text("ready")
    : Results.Text("not ready", statusCode: StatusCodes.Status503ServiceUnavailable));
app.MapMetrics(openWithoutToken: true);
try
{
    await app.RunAsync();
}
catch (Exception refused) when (refused is OrleansConfigurationException or KeysFaultException
    or IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException })
{
    await Console.Error.WriteLineAsync(refused.Message);
    return BadSettings;
}
catch (OperationCanceledException) when (stopping.IsCancellationRequested || state.WasDeclaredDead)
{
    // Told to stop, or declared dead, while it still started.
}

return state.WasDeclaredDead ? DeclaredDead : 0;

static async Task EndAnywayAsync(Task death)
{
    // What a dead silo still holds is worth nothing: a service that cannot end must not keep the process from being started again.
    await death;
    await Task.Delay(TimeSpan.FromSeconds(5));
    Environment.Exit(DeclaredDead);
}
