using Dispatch.Silo.Hosting;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
if (SiloSettings.Read(builder.Configuration).Fault() is { } fault)
{
    await Console.Error.WriteLineAsync(fault);
    return 2;
}

builder.AddSilo();

var app = builder.Build();
app.MapGet("/health/live", () => TypedResults.Text("live"));
await app.RunAsync();
return 0;
