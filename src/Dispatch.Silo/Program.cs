using Dispatch.Silo.Hosting;

const int BadSettings = 2;
const int DeclaredDead = 3;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
if (SiloSettings.Read(builder.Configuration).Fault() is { } fault)
{
    await Console.Error.WriteLineAsync(fault);
    return BadSettings;
}

builder.AddSilo();
var app = builder.Build();
var state = SiloHosting.StateOf(app.Services);
var stopping = app.Lifetime.ApplicationStopping;
app.MapGet("/health/live", () => TypedResults.Text("live"));
app.MapGet("/health/ready", () => state.IsReady() && !stopping.IsCancellationRequested
    ? Results.Text("ready")
    : Results.Text("not ready", statusCode: StatusCodes.Status503ServiceUnavailable));
try
{
    await app.RunAsync();
}
catch (Exception refused) when (refused is OrleansConfigurationException or IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException })
{
    await Console.Error.WriteLineAsync(refused.Message);
    return BadSettings;
}
catch (OperationCanceledException) when (stopping.IsCancellationRequested)
{
    // Told to stop while it still waited for its store.
    return 0;
}

return state.WasDeclaredDead() ? DeclaredDead : 0;
